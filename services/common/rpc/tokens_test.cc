#include "services/common/rpc/tokens.h"

#include <gmock/gmock.h>

#include "services/common/status/error.h"

namespace waymark::rpc {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kName[] = "organizations/asp/units/1";

const Tokens tokens("a secret");

std::string ReasonOf(const std::function<void()>& call) {
  try {
    call();
  } catch (const Error& error) {
    return error.reason();
  }
  return "";
}

TEST(Etag, GivesBackItsVersion) {
  for (const int64_t version : {int64_t{0}, int64_t{1}, int64_t{41}, int64_t{1} << 40}) {
    EXPECT_EQ(tokens.Version(kName, tokens.Etag(kName, version)), version);
  }
}

TEST(Etag, IsQuotedForHttp) {
  const std::string etag = tokens.Etag(kName, 7);
  EXPECT_EQ(etag.front(), '"');
  EXPECT_EQ(etag.back(), '"');
  EXPECT_EQ(etag.find_first_of("\" \\", 1), etag.size() - 1);
}

TEST(Etag, OfNoneMeansDoNotCare) { EXPECT_EQ(tokens.Version(kName, ""), -1); }

TEST(Etag, IsRefusedForAnotherRecord) {
  EXPECT_EQ(ReasonOf([] { tokens.Version("organizations/asp/units/2", tokens.Etag(kName, 1)); }),
            "TOKEN_INVALID");
}

TEST(Etag, IsRefusedUnderAnotherKey) {
  EXPECT_EQ(ReasonOf([] { tokens.Version(kName, Tokens("another").Etag(kName, 1)); }), "TOKEN_INVALID");
}

TEST(Etag, IsRefusedWithAnyCharacterChanged) {
  const std::string etag = tokens.Etag(kName, 12);
  for (size_t i = 0; i < etag.size(); ++i) {
    std::string forged = etag;
    forged[i] = forged[i] == '1' ? '2' : '1';
    EXPECT_EQ(ReasonOf([&] { tokens.Version(kName, forged); }), "TOKEN_INVALID") << forged;
  }
}

TEST(Etag, IsRefusedWhenItIsNoneAtAll) {
  for (const char* text :
       {"x", "\"", "\"\"", "\".\"", ".", "\"1\"", "\"-1.x\"", "W/\"1.x\"", "\"99999999999999999999.x\""}) {
    EXPECT_EQ(ReasonOf([&] { tokens.Version(kName, text); }), "TOKEN_INVALID") << text;
  }
}

TEST(PageToken, GivesBackItsKeys) {
  EXPECT_THAT(tokens.PageKeys("q", tokens.PageToken("q", {"a"})), ElementsAre("a"));
  EXPECT_THAT(tokens.PageKeys("q", tokens.PageToken("q", {"1:a", "", std::string("\0b", 2)})),
              ElementsAre("1:a", "", std::string("\0b", 2)));
}

TEST(PageToken, OfNoneIsTheFirstPage) { EXPECT_THAT(tokens.PageKeys("q", ""), IsEmpty()); }

TEST(PageToken, IsRefusedForAnotherQuery) {
  EXPECT_EQ(ReasonOf([] { tokens.PageKeys("p", tokens.PageToken("q", {"a"})); }), "TOKEN_INVALID");
}

TEST(PageToken, DoesNotTakeTheQuerysEndForItsKeys) {
  const std::string token = tokens.PageToken("q1:a", {"b"});
  EXPECT_EQ(ReasonOf([&] { tokens.PageKeys("q", token); }), "TOKEN_INVALID");
}

TEST(PageToken, IsRefusedWithAnyCharacterChangedOrCut) {
  const std::string token = tokens.PageToken("q", {"2026-01-01", "0190"});
  for (size_t i = 0; i < token.size(); ++i) {
    std::string forged = token;
    forged[i] = forged[i] == 'A' ? 'B' : 'A';
    EXPECT_EQ(ReasonOf([&] { tokens.PageKeys("q", forged); }), "TOKEN_INVALID") << forged;
    if (i == 0) continue;
    EXPECT_EQ(ReasonOf([&] { tokens.PageKeys("q", token.substr(0, i)); }), "TOKEN_INVALID") << i;
  }
}

TEST(PageToken, IsRefusedWhenItIsNoneAtAll) {
  for (const char* text : {"!", "AA", "AAAAAAAAAAAAAAAAAAAAAAAA", " "}) {
    EXPECT_EQ(ReasonOf([&] { tokens.PageKeys("q", text); }), "TOKEN_INVALID") << text;
  }
}

}  // namespace
}  // namespace waymark::rpc
