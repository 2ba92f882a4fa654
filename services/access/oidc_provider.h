#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>

#include "services/access/http_fetch.h"
#include "services/access/oidc_attempt.h"
#include "services/access/oidc_settings.h"
#include "services/common/base/clock.h"

namespace waymark::access {

// The provider as Waymark asks it. What it says of itself and its keys are kept for an
// hour; a token by a key that is not known has the keys asked for anew, once a minute.
// Thread-safe.
class OidcProvider {
 public:
  using Fetch = std::function<HttpAnswer(const HttpQuestion&)>;

  OidcProvider(const OidcSettings& settings, Fetch fetch, const Clock& clock);

  const OidcSettings& settings() const { return settings_; }

  // Where a browser is sent to sign in.
  std::string AuthorizationUri(const OidcAttempt& attempt);

  // Who has signed in there: redeems the code that the browser came back with. Throws
  // UNAUTHENTICATED / OIDC_CODE_REFUSED or OIDC_TOKEN_INVALID, UNAVAILABLE /
  // PROVIDER_UNREACHABLE.
  std::string SubjectOf(const std::string& code, const OidcAttempt& attempt);

 private:
  struct Known {
    nlohmann::json value;
    TimePoint at{};
  };

  // An address that the provider names for itself; throws when it is none to be asked.
  std::string Endpoint(const char* name);
  nlohmann::json Ask(const std::string& url);
  nlohmann::json Keys(std::chrono::seconds oldest);
  std::string KeyOf(const std::string& token);

  const OidcSettings settings_;
  const Fetch fetch_;
  const Clock& clock_;
  std::mutex mutex_;
  Known description_, keys_;
};

}  // namespace waymark::access
