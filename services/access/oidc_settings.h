#pragma once

#include <string>

#include "services/common/base/config.h"

namespace waymark::access {

// Who else may say who somebody is (OpenID Connect). Without an issuer nobody.
struct OidcSettings {
  std::string issuer;        // as the provider calls itself, without a slash at the end
  std::string client_id;     // what it calls Waymark
  std::string secret_file;   // by what Waymark shows that it is Waymark
  std::string redirect_uri;  // where the provider sends people back to: the page /sign-in/oidc
  std::string display_name;  // what people know it by; empty = the host of the issuer
  std::string acr_values;    // how strongly people must sign in there (`acr`), one of these by spaces

  bool signs_in() const { return !issuer.empty(); }
};

void DeclareOidc(Config& config, OidcSettings& settings);

// Throws std::runtime_error that names the setting and what it must be.
void CheckOidc(const OidcSettings& settings);

// What people know the provider by.
std::string ProviderName(const OidcSettings& settings);

// Whether Waymark asks for this address on behalf of the issuer: over TLS, or on this
// machine where the issuer itself is on it.
bool MayAsk(const std::string& issuer, const std::string& url);

}  // namespace waymark::access
