#pragma once

#include <cjose/cjose.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "services/access/oidc_provider.h"
#include "services/common/base/ids.h"
#include "services/common/base/secret_file.h"
#include "services/common/testing/process.h"

// A provider of sign-ins for tests, that can be made to lie.
namespace waymark::access {

constexpr char kTestIssuer[] = "https://id.police.example";
constexpr char kTestClient[] = "waymark";

inline nlohmann::json TokenClaims(const std::string& subject, const std::string& nonce, TimePoint now) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
  return {{"iss", kTestIssuer}, {"aud", kTestClient}, {"sub", subject},
          {"nonce", nonce},     {"iat", seconds},     {"exp", seconds + 300}};
}

// A key that tokens are signed by.
class TestKey {
 public:
  TestKey(const char* method, const char* id) : method_(method), id_(id) {
    cjose_err error{};
    if (method_ == "ES256") {
      key_ = cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_256, &error);
    } else if (method_ == "HS256") {
      key_ = cjose_jwk_create_oct_random(256, &error);
    } else {
      constexpr uint8_t kExponent[] = {1, 0, 1};
      key_ = cjose_jwk_create_RSA_random(2048, kExponent, sizeof kExponent, &error);
    }
    cjose_jwk_set_kid(key_, id, id_.size(), &error);
  }
  ~TestKey() { cjose_jwk_release(key_); }
  TestKey(const TestKey&) = delete;
  TestKey& operator=(const TestKey&) = delete;

  std::string Sign(const nlohmann::json& claims) const {
    cjose_err error{};
    cjose_header_t* header = cjose_header_new(&error);
    cjose_header_set(header, "alg", method_.c_str(), &error);
    cjose_header_set(header, "kid", id_.c_str(), &error);
    const std::string text = claims.dump();
    cjose_jws_t* jws =
        cjose_jws_sign(key_, header, reinterpret_cast<const uint8_t*>(text.data()), text.size(), &error);
    const char* token = nullptr;
    EXPECT_TRUE(cjose_jws_export(jws, &token, &error));
    std::string out = token ? token : "";
    cjose_jws_release(jws);
    cjose_header_release(header);
    return out;
  }

  // The set of keys that has this one, as a provider publishes it.
  nlohmann::json Set() const {
    cjose_err error{};
    char* text = cjose_jwk_to_json(key_, false, &error);
    nlohmann::json key = nlohmann::json::parse(text);
    cjose_get_dealloc()(text);
    return {{"keys", {key}}};
  }

 private:
  const std::string method_, id_;
  cjose_jwk_t* key_ = nullptr;
};

class TestProvider {
 public:
  explicit TestProvider(const Clock& clock) : clock_(clock) {
    WriteSecretFile(folder_ / "secret", "a secret of the client");
  }

  OidcSettings settings() const {
    return {.issuer = kTestIssuer,
            .client_id = kTestClient,
            .secret_file = folder_ / "secret",
            .redirect_uri = "https://waymark.police.example/sign-in/oidc",
            .display_name = {},
            .acr_values = {}};
  }

  HttpAnswer Answer(const HttpQuestion& question) {
    const std::string path = question.url.substr(std::string(kTestIssuer).size());
    ++asked[path];
    if (path == "/jwks") return {200, names->Set().dump()};
    if (path == "/token") return Token(question);
    return {200, nlohmann::json{{"issuer", issuer},
                                {"authorization_endpoint", issuer + "/auth"},
                                {"token_endpoint", token_endpoint},
                                {"jwks_uri", issuer + "/jwks"}}
                     .dump()};
  }

  std::string issuer = kTestIssuer, token_endpoint = std::string(kTestIssuer) + "/token";
  std::string next_subject = "arta", next_nonce;
  std::shared_ptr<TestKey> signs_by = std::make_shared<TestKey>("ES256", "k1");
  std::shared_ptr<TestKey> names = signs_by;  // the key that it publishes
  std::map<std::string, int> asked;

 private:
  HttpAnswer Token(const HttpQuestion& question) {
    EXPECT_EQ(question.user, kTestClient);
    EXPECT_EQ(question.password, "a%20secret%20of%20the%20client");
    if (question.form.find("code=wrong") != std::string::npos) return {400, R"({"error":"invalid_grant"})"};
    return {200,
            nlohmann::json{{"id_token", signs_by->Sign(TokenClaims(next_subject, next_nonce, clock_.Now()))}}
                .dump()};
  }

  const Clock& clock_;
  const testing::Folder folder_;
};

}  // namespace waymark::access
