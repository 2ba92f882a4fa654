#include "services/access/id_token.h"

#include <gmock/gmock.h>

#include "services/access/oidc_attempt.h"
#include "services/access/oidc_provider.h"
#include "services/access/oidc_test_support.h"
#include "services/common/testing/fake_clock.h"
#include "services/common/testing/process.h"

namespace waymark::access {
namespace {

using Json = nlohmann::json;
using ::testing::HasSubstr;
using ::testing::StartsWith;

const TimePoint kNow{std::chrono::seconds(1'795'622'525)};

class IdTokenTest : public ::testing::Test {
 protected:
  Json Claims() const { return TokenClaims("arta", "n", kNow); }
  // Who the token is about, or what is wrong with it.
  std::string Seen(const std::string& token, const Json& keys) {
    try {
      const std::string key = KeyOfToken(token, keys);
      if (key.empty()) return "no key";
      return SubjectOfToken(token, key,
                            {.issuer = kTestIssuer, .client_id = kTestClient, .nonce = "n", .now = kNow});
    } catch (const Error& error) {
      EXPECT_EQ(error.reason(), "OIDC_TOKEN_INVALID");
      return error.message().substr(error.message().rfind(": ") + 2);
    }
  }
  std::string Seen(const Json& claims) { return Seen(key_.Sign(claims), key_.Set()); }
  std::string SeenWith(const char* name, const Json& value) {
    Json claims = Claims();
    claims[name] = value;
    return Seen(claims);
  }

  const TestKey key_{"ES256", "k1"};
};

TEST_F(IdTokenTest, OneByEachMethodThatIsTakenSaysWhoItIsAbout) {
  for (const char* method : {"RS256", "PS256", "ES256"}) {
    const TestKey key(method, "k");
    EXPECT_EQ(Seen(key.Sign(Claims()), key.Set()), "arta") << method;
  }
}

TEST_F(IdTokenTest, OneThatWasTamperedWithIsNotSigned) {
  const std::string token = key_.Sign(Claims());
  const size_t first = token.find('.'), second = token.rfind('.');
  const std::string other = key_.Sign(TokenClaims("eve", "n", kNow));
  const size_t other_first = other.find('.'), other_second = other.rfind('.');
  EXPECT_EQ(Seen(token.substr(0, first) + other.substr(other_first, other_second - other_first) +
                     token.substr(second),
                 key_.Set()),
            "it is not signed by the provider");
  EXPECT_EQ(Seen(token.substr(0, second + 1), key_.Set()), "it is not signed by the provider");
  EXPECT_EQ(Seen(token.substr(0, second), key_.Set()), "it cannot be read");
  EXPECT_EQ(Seen(TestKey("ES256", "k1").Sign(Claims()), key_.Set()), "it is not signed by the provider");
}

TEST_F(IdTokenTest, WithoutAKeyOfTheProviderNothingIsTaken) {
  const std::string by_none = "eyJhbGciOiJub25lIn0." + Base64Url(Claims().dump()) + ".";
  EXPECT_NE(Seen(by_none, key_.Set()), "arta");
  // The public key as a secret that both sides know.
  const TestKey secret("HS256", "k1");
  EXPECT_THAT(Seen(secret.Sign(Claims()), key_.Set()), StartsWith("it is signed by a method other than"));
  EXPECT_EQ(Seen(TestKey("ES256", "another").Sign(Claims()), key_.Set()), "no key");
  EXPECT_EQ(Seen(TestKey("RS256", "k1").Sign(Claims()), key_.Set()), "no key") << "a key of another kind";
  EXPECT_EQ(Seen(key_.Sign(Claims()), Json{{"keys", {1, "k1"}}}), "no key");
  EXPECT_EQ(Seen("not a token", key_.Set()), "it cannot be read");
}

TEST_F(IdTokenTest, WhatItSaysMustBeForUsAndOfThisAttempt) {
  EXPECT_EQ(SeenWith("iss", "https://other.example"), "it is of another issuer");
  EXPECT_EQ(SeenWith("aud", "another"), "it is for another audience");
  EXPECT_EQ(SeenWith("aud", Json()), "it is for another audience");
  EXPECT_EQ(SeenWith("aud", {kTestClient}), "arta");
  EXPECT_EQ(SeenWith("aud", {kTestClient, "another"}), "it is for another audience")
      << "for whom was it made?";
  EXPECT_EQ(SeenWith("azp", "another"), "it is for another audience");
  EXPECT_EQ(SeenWith("azp", kTestClient), "arta");
  EXPECT_EQ(SeenWith("nonce", "another"), "it is of another attempt (nonce)");
  EXPECT_EQ(SeenWith("nonce", Json()), "it is of another attempt (nonce)");
  EXPECT_EQ(SeenWith("sub", ""), "it names nobody");
  EXPECT_EQ(SeenWith("sub", 7), "it names nobody");
  EXPECT_EQ(SeenWith("sub", std::string(256, 'a')), "it names nobody");
}

TEST_F(IdTokenTest, ItHoldsForItsTimeGiveOrTakeAMinute) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(kNow).time_since_epoch().count();
  EXPECT_EQ(SeenWith("exp", seconds - 59), "arta");
  EXPECT_EQ(SeenWith("exp", seconds - 60), "it has ended");
  EXPECT_EQ(SeenWith("exp", "tomorrow"), "it has ended");
  EXPECT_EQ(SeenWith("iat", seconds + 60), "arta");
  EXPECT_EQ(SeenWith("iat", seconds + 61), "it is of the future");
}

TEST_F(IdTokenTest, WhereAStrengthIsAskedForOneOfThoseIsSaid) {
  const auto seen = [&](const char* asked, const Json& acr) {
    Json claims = Claims();
    if (!acr.is_null()) claims["acr"] = acr;
    try {
      return SubjectOfToken(key_.Sign(claims), KeyOfToken(key_.Sign(claims), key_.Set()),
                            {kTestIssuer, kTestClient, claims["nonce"], kNow, asked});
    } catch (const Error& error) {
      return error.reason();
    }
  };
  EXPECT_EQ(seen("", Json()), "arta");
  EXPECT_EQ(seen("silver gold", "gold"), "arta");
  for (const Json& weaker : {Json(), Json(""), Json("bronze"), Json("gol"), Json("silver gold"), Json(2)})
    EXPECT_EQ(seen("silver gold", weaker), "OIDC_TOKEN_INVALID") << weaker;
}

class OidcProviderTest : public ::testing::Test {
 protected:
  std::string Subject() { return waymark_.SubjectOf("a code", attempt_); }
  std::string Reason() {
    try {
      return Subject();
    } catch (const Error& error) {
      return error.reason();
    }
  }

  testing::FakeClock clock_;
  TestProvider provider_{clock_};
  OidcProvider waymark_{provider_.settings(),
                        [this](const HttpQuestion& asked) { return provider_.Answer(asked); }, clock_};
  const OidcAttempt attempt_ = AttemptOf("a secret");
};

TEST_F(OidcProviderTest, TheAddressToSignInAtCarriesNoSecret) {
  const std::string uri = waymark_.AuthorizationUri(attempt_);
  EXPECT_THAT(uri, StartsWith(std::string(kTestIssuer) +
                              "/auth?response_type=code&client_id=waymark&redirect_uri="
                              "https%3A%2F%2Fwaymark.police.example%2Fsign-in%2Foidc&scope=openid&state="));
  EXPECT_THAT(uri, HasSubstr("&code_challenge=" + attempt_.challenge + "&code_challenge_method=S256"));
  EXPECT_EQ(uri.find(attempt_.verifier), std::string::npos);
  EXPECT_EQ(uri.find("a%20secret"), std::string::npos);
}

TEST_F(OidcProviderTest, TheStrengthThatIsSetIsAskedFor) {
  EXPECT_EQ(waymark_.AuthorizationUri(attempt_).find("acr"), std::string::npos);
  auto settings = provider_.settings();
  settings.acr_values = "silver gold";
  OidcProvider strict(
      settings, [this](const HttpQuestion& asked) { return provider_.Answer(asked); }, clock_);
  EXPECT_THAT(strict.AuthorizationUri(attempt_), HasSubstr("&acr_values=silver%20gold"));
  provider_.next_nonce = attempt_.nonce;
  EXPECT_THROW(strict.SubjectOf("a code", attempt_), Error) << "which the provider does not say";
}

TEST_F(OidcProviderTest, WhatIsKeptOfTheProviderIsAskedForAgainAfterAnHour) {
  provider_.next_nonce = attempt_.nonce;
  EXPECT_EQ(Subject(), "arta");
  EXPECT_EQ(Subject(), "arta");
  EXPECT_EQ(provider_.asked["/jwks"], 1);
  EXPECT_EQ(provider_.asked["/.well-known/openid-configuration"], 1);
  clock_.Advance(std::chrono::hours(1));
  EXPECT_EQ(Subject(), "arta");
  EXPECT_EQ(provider_.asked["/jwks"], 2);
}

TEST_F(OidcProviderTest, ANewKeyIsTakenAndAnUnknownOneHasThemAskedForOnceAMinute) {
  provider_.next_nonce = attempt_.nonce;
  EXPECT_EQ(Subject(), "arta");
  provider_.signs_by = std::make_shared<TestKey>("RS256", "k2");
  EXPECT_EQ(Reason(), "OIDC_TOKEN_INVALID") << "they were asked for a moment ago";
  clock_.Advance(std::chrono::minutes(1));
  EXPECT_EQ(Reason(), "OIDC_TOKEN_INVALID");
  EXPECT_EQ(Reason(), "OIDC_TOKEN_INVALID");
  EXPECT_EQ(provider_.asked["/jwks"], 2);
  provider_.names = provider_.signs_by;
  clock_.Advance(std::chrono::minutes(1));
  EXPECT_EQ(Subject(), "arta");
}

TEST_F(OidcProviderTest, AProviderThatSendsUsElsewhereIsNotAsked) {
  for (const char* elsewhere : {"http://127.0.0.1:5432/", "http://169.254.169.254/", "file:///etc/passwd",
                                "https://a@b.example/", "gopher://x.example/"}) {
    TestProvider provider(clock_);
    provider.token_endpoint = elsewhere;
    OidcProvider waymark(
        provider.settings(), [&](const HttpQuestion& asked) { return provider.Answer(asked); }, clock_);
    try {
      waymark.SubjectOf("a code", attempt_);
      ADD_FAILURE() << elsewhere;
    } catch (const Error& error) {
      EXPECT_EQ(error.reason(), "PROVIDER_UNUSABLE") << elsewhere;
    }
  }
  provider_.issuer = "https://other.example";
  EXPECT_EQ(Reason(), "PROVIDER_UNUSABLE");
}

TEST(OidcSettingsTest, OnlyTheIssuersOwnMachineIsAskedWithoutTls) {
  EXPECT_TRUE(MayAsk("https://id.police.example", "https://id.police.example/token"));
  EXPECT_TRUE(MayAsk("http://127.0.0.1:9000", "http://127.0.0.1:9000/token"));
  EXPECT_FALSE(MayAsk("https://id.police.example", "http://id.police.example/token"));
  EXPECT_FALSE(MayAsk("https://id.police.example", "http://127.0.0.1/token"));
  EXPECT_FALSE(MayAsk("http://127.0.0.1:9000", "http://127.0.0.1.police.example/token"));
}

TEST(OidcSettingsTest, PeopleKnowTheProviderByItsNameOrElseByItsHost) {
  OidcSettings settings;
  settings.issuer = "https://id.police.example/realms/asp";
  EXPECT_EQ(ProviderName(settings), "id.police.example");
  settings.display_name = "Akademia";
  EXPECT_EQ(ProviderName(settings), "Akademia");
}

}  // namespace
}  // namespace waymark::access
