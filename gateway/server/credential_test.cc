#include "gateway/server/credential.h"

#include <gmock/gmock.h>

#include "services/common/status/error.h"

namespace waymark::gateway {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

Header With(std::initializer_list<std::pair<const char*, const char*>> fields) {
  Header header;
  for (const auto& [name, value] : fields) header.insert(name, value);
  return header;
}

TEST(CredentialOf, IsTheBearerToken) {
  for (const char* text : {"Bearer abc", "bearer abc", "BEARER  abc "}) {
    const Credential credential = CredentialOf(With({{"Authorization", text}}));
    EXPECT_EQ(credential.kind, Credential::Kind::kApiToken);
    EXPECT_EQ(credential.secret, "abc");
  }
}

TEST(CredentialOf, IsTheCookieOfTheSession) {
  for (const char* text : {"__Host-session=abc", "a=b; __Host-session=abc; c=d", "x;__Host-session=abc"}) {
    const Credential credential = CredentialOf(With({{"Cookie", text}}));
    EXPECT_EQ(credential.kind, Credential::Kind::kSession);
    EXPECT_EQ(credential.secret, "abc");
  }
}

TEST(CredentialOf, IsNoneWithoutEither) {
  for (const char* text : {"", "a=b", "session=abc", "__Host-sessions=abc", "__Host-session"}) {
    EXPECT_EQ(CredentialOf(With({{"Cookie", text}})).kind, Credential::Kind::kNone) << text;
  }
}

TEST(CredentialOf, PrefersWhatWasSentOnPurpose) {
  const auto header = With({{"Cookie", "__Host-session=abc"}, {"Authorization", "Bearer def"}});
  EXPECT_EQ(CredentialOf(header).secret, "def");
}

TEST(CredentialOf, RefusesOtherSchemes) {
  for (const char* text : {"Basic YTpi", "Bearer", "Bearer ", "abc"}) {
    EXPECT_THROW(CredentialOf(With({{"Authorization", text}, {"Cookie", "__Host-session=abc"}})), Error)
        << text;
  }
}

TEST(SessionCookie, IsOutOfReachForScriptsAndOtherHosts) {
  EXPECT_THAT(SessionBegins("abc"),
              AllOf(StartsWith("__Host-session=abc;"), HasSubstr("Secure"), HasSubstr("HttpOnly"),
                    HasSubstr("SameSite=Lax"), HasSubstr("Path=/")));
  EXPECT_THAT(SessionEnds(), AllOf(StartsWith("__Host-session=;"), HasSubstr("Max-Age=0")));
}

TEST(SenderOf, GoesByWhatBrowsersSay) {
  const auto sender = [](std::initializer_list<std::pair<const char*, const char*>> fields) {
    return SenderOf(With(fields));
  };
  EXPECT_EQ(sender({}), Sender::kUnsaid);
  EXPECT_EQ(sender({{"Sec-Fetch-Site", "same-origin"}}), Sender::kOwnPage);
  EXPECT_EQ(sender({{"Sec-Fetch-Site", "none"}}), Sender::kOwnPage);
  EXPECT_EQ(sender({{"Sec-Fetch-Site", "same-site"}}), Sender::kForeignPage);
  EXPECT_EQ(sender({{"Sec-Fetch-Site", "cross-site"}}), Sender::kForeignPage);
  EXPECT_EQ(sender({{"Host", "w.example:8080"}, {"Origin", "https://w.example:8080"}}), Sender::kOwnPage);
  EXPECT_EQ(sender({{"Host", "W.example"}, {"Origin", "https://w.EXAMPLE"}}), Sender::kOwnPage);
  EXPECT_EQ(sender({{"Host", "w.example"}, {"Origin", "https://evil.example"}}), Sender::kForeignPage);
  EXPECT_EQ(sender({{"Host", "w.example"}, {"Origin", "null"}}), Sender::kForeignPage);
  EXPECT_EQ(
      sender({{"Host", "w.example"}, {"Origin", "https://w.example"}, {"Sec-Fetch-Site", "cross-site"}}),
      Sender::kForeignPage);
}

}  // namespace
}  // namespace waymark::gateway
