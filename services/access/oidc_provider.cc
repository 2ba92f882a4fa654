#include "services/access/oidc_provider.h"

#include "services/access/id_token.h"
#include "services/common/base/secret_file.h"
#include "services/common/base/text.h"
#include "services/common/status/error.h"

namespace waymark::access {
namespace {

using Json = nlohmann::json;

constexpr std::chrono::seconds kKept = std::chrono::hours(1);
constexpr std::chrono::seconds kAskedAgainAfter = std::chrono::minutes(1);
constexpr char kDescription[] = "/.well-known/openid-configuration";

Error Unusable(const std::string& what) {
  return Error(Code::kUnavailable, "PROVIDER_UNUSABLE", "the provider of sign-ins " + what);
}

Error CodeRefused() {
  return Error(
      Code::kUnauthenticated, "OIDC_CODE_REFUSED",
      "the provider did not take the code: it was used, has ended, or is not of this attempt; begin again");
}

std::string Form(const std::vector<std::pair<const char*, std::string>>& fields) {
  std::string out;
  for (const auto& [name, value] : fields)
    out += (out.empty() ? "" : "&") + std::string(name) + "=" + PercentEncoded(value);
  return out;
}

}  // namespace

OidcProvider::OidcProvider(const OidcSettings& settings, Fetch fetch, const Clock& clock)
    : settings_(settings), fetch_(std::move(fetch)), clock_(clock) {}

Json OidcProvider::Ask(const std::string& url) {
  const HttpAnswer answer = fetch_({.url = url});
  Json json = Json::parse(answer.body, nullptr, false);
  if (answer.status != 200 || !json.is_object())
    throw Unusable("answers with HTTP status " + std::to_string(answer.status));
  return json;
}

std::string OidcProvider::Endpoint(const char* name) {
  const std::lock_guard lock(mutex_);
  if (clock_.Now() - description_.at >= kKept) {
    Json description = Ask(settings_.issuer + kDescription);
    if (description.value("issuer", Json()) != settings_.issuer)
      throw Unusable("calls itself by another name");
    description_ = {std::move(description), clock_.Now()};
  }
  const Json url = description_.value.value(name, Json());
  if (!url.is_string() || !MayAsk(settings_.issuer, url.get<std::string>()))
    throw Unusable(std::string("names no address over TLS for ") + name);
  return url;
}

std::string OidcProvider::AuthorizationUri(const OidcAttempt& attempt) {
  const std::string endpoint = Endpoint("authorization_endpoint");
  std::vector<std::pair<const char*, std::string>> fields = {{"response_type", "code"},
                                                             {"client_id", settings_.client_id},
                                                             {"redirect_uri", settings_.redirect_uri},
                                                             {"scope", "openid"},
                                                             {"state", attempt.state},
                                                             {"nonce", attempt.nonce},
                                                             {"code_challenge", attempt.challenge},
                                                             {"code_challenge_method", "S256"}};
  if (!settings_.acr_values.empty()) fields.emplace_back("acr_values", settings_.acr_values);
  return endpoint + (endpoint.find('?') == std::string::npos ? "?" : "&") + Form(fields);
}

std::string OidcProvider::SubjectOf(const std::string& code, const OidcAttempt& attempt) {
  const HttpAnswer answer = fetch_({.url = Endpoint("token_endpoint"),
                                    .form = Form({{"grant_type", "authorization_code"},
                                                  {"code", code},
                                                  {"redirect_uri", settings_.redirect_uri},
                                                  {"code_verifier", attempt.verifier}}),
                                    // Both are encoded before they are put together (RFC 6749, 2.3.1).
                                    .user = PercentEncoded(settings_.client_id),
                                    .password = PercentEncoded(ReadSecretFile(settings_.secret_file))});
  if (answer.status == 400) throw CodeRefused();
  const Json json = Json::parse(answer.body, nullptr, false);
  if (answer.status != 200 || !json.is_object())
    throw Unusable("answers with HTTP status " + std::to_string(answer.status));
  const Json token = json.value("id_token", Json());
  if (!token.is_string()) throw TokenInvalid("it has no ID token");
  const std::string key = KeyOf(token);
  return SubjectOfToken(token, key,
                        {.issuer = settings_.issuer,
                         .client_id = settings_.client_id,
                         .nonce = attempt.nonce,
                         .now = clock_.Now(),
                         .acr_values = settings_.acr_values});
}

Json OidcProvider::Keys(std::chrono::seconds oldest) {
  const std::string url = Endpoint("jwks_uri");
  const std::lock_guard lock(mutex_);
  if (clock_.Now() - keys_.at >= oldest) keys_ = {Ask(url), clock_.Now()};
  return keys_.value;
}

// The provider may have begun to sign with another key.
std::string OidcProvider::KeyOf(const std::string& token) {
  for (const auto oldest : {kKept, kAskedAgainAfter}) {
    if (std::string key = KeyOfToken(token, Keys(oldest)); !key.empty()) return key;
  }
  throw TokenInvalid("it is signed by a key that the provider does not name");
}

}  // namespace waymark::access
