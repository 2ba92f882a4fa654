#include "services/access/id_token.h"

#include <cjose/cjose.h>

#include <algorithm>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "services/common/base/text.h"

namespace waymark::access {
namespace {

using Json = nlohmann::json;

// How far the clocks of two servers may be apart.
constexpr std::chrono::seconds kClockSkew{60};
constexpr size_t kLongestSubject = 255;  // OpenID Connect Core, 2

struct Release {
  void operator()(cjose_jws_t* jws) const { cjose_jws_release(jws); }
  void operator()(cjose_jwk_t* jwk) const { cjose_jwk_release(jwk); }
};
using Jws = std::unique_ptr<cjose_jws_t, Release>;
using Jwk = std::unique_ptr<cjose_jwk_t, Release>;

Jws Parse(const std::string& token) {
  cjose_err error{};
  Jws jws(cjose_jws_import(token.data(), token.size(), &error));
  if (!jws) throw TokenInvalid("it cannot be read");
  return jws;
}

std::string HeaderOf(const Jws& jws, const char* name) {
  cjose_err error{};
  const char* value = cjose_header_get(cjose_jws_get_protected(jws.get()), name, &error);
  return value ? value : "";
}

// The kind of key (`kty`) of a method; empty for one that is not taken: `none`, and those
// that sign with the client's secret.
std::string KindOf(const std::string& method) {
  static const std::map<std::string, std::string> kKinds = {
      {"RS256", "RSA"}, {"PS256", "RSA"}, {"ES256", "EC"}};
  const auto found = kKinds.find(method);
  return found == kKinds.end() ? "" : found->second;
}

std::string TextOf(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

// Seconds since 1970; 0 when it is none.
TimePoint TimeOf(const Json& claims, const char* name) {
  const auto found = claims.find(name);
  const bool is_time = found != claims.end() && found->is_number() && *found > 0 && *found < 1e11;
  return TimePoint(std::chrono::seconds(is_time ? found->get<int64_t>() : 0));
}

// `aud` is us, and where there are others besides us, the token was made for us (`azp`).
bool IsFor(const Json& claims, const std::string& client_id) {
  const Json audience = claims.value("aud", Json());
  if (claims.contains("azp") && TextOf(claims, "azp") != client_id) return false;
  if (audience.is_string()) return audience == client_id;
  if (!audience.is_array()) return false;
  const bool ours = std::find(audience.begin(), audience.end(), Json(client_id)) != audience.end();
  return ours && (audience.size() == 1 || claims.contains("azp"));
}

// Whether how somebody signed in is one of the ways that are asked for.
bool IsStrong(std::string_view acr, std::string_view acr_values) {
  if (acr_values.empty()) return true;
  const auto asked = Split(acr_values, ' ');
  return !acr.empty() && std::find(asked.begin(), asked.end(), acr) != asked.end();
}

Json VerifiedClaims(const std::string& token, const std::string& key) {
  cjose_err error{};
  const Jws jws = Parse(token);
  const Jwk jwk(cjose_jwk_import(key.data(), key.size(), &error));
  if (!jwk || !cjose_jws_verify(jws.get(), jwk.get(), &error))
    throw TokenInvalid("it is not signed by the provider");
  uint8_t* text = nullptr;  // of the jws
  size_t size = 0;
  cjose_jws_get_plaintext(jws.get(), &text, &size, &error);
  Json claims = Json::parse(text, text + size, nullptr, false);
  if (!claims.is_object()) throw TokenInvalid("it cannot be read");
  return claims;
}

}  // namespace

Error TokenInvalid(const std::string& what) {
  return Error(Code::kUnauthenticated, "OIDC_TOKEN_INVALID",
               "what the provider says of this sign-in is not accepted: " + what);
}

std::string KeyOfToken(const std::string& token, const Json& keys) {
  const Jws jws = Parse(token);
  const std::string kind = KindOf(HeaderOf(jws, "alg")), key_id = HeaderOf(jws, "kid");
  if (kind.empty()) throw TokenInvalid("it is signed by a method other than RS256, PS256 and ES256");
  for (const Json& key : keys.value("keys", Json::array())) {
    if (!key.is_object() || TextOf(key, "kty") != kind || TextOf(key, "kid") != key_id) continue;
    if (!key.contains("use") || TextOf(key, "use") == "sig") return key.dump();
  }
  return "";
}

std::string SubjectOfToken(const std::string& token, const std::string& key, const ExpectedToken& expected) {
  const Json claims = VerifiedClaims(token, key);
  if (TextOf(claims, "iss") != expected.issuer) throw TokenInvalid("it is of another issuer");
  if (!IsFor(claims, expected.client_id)) throw TokenInvalid("it is for another audience");
  if (TextOf(claims, "nonce") != expected.nonce) throw TokenInvalid("it is of another attempt (nonce)");
  if (TimeOf(claims, "exp") + kClockSkew <= expected.now) throw TokenInvalid("it has ended");
  if (TimeOf(claims, "iat") > expected.now + kClockSkew) throw TokenInvalid("it is of the future");
  if (!IsStrong(TextOf(claims, "acr"), expected.acr_values))
    throw TokenInvalid("they did not sign in as strongly as Waymark asks (acr)");
  std::string subject = TextOf(claims, "sub");
  if (subject.empty() || subject.size() > kLongestSubject) throw TokenInvalid("it names nobody");
  return subject;
}

}  // namespace waymark::access
