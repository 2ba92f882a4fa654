#include "services/access/oidc_settings.h"

#include <algorithm>
#include <string_view>

#include "services/access/setting_rule.h"
#include "services/common/base/secret_file.h"

namespace waymark::access {
namespace {

constexpr std::string_view kPage = "/sign-in/oidc";

bool IsOnLoopback(std::string_view url) {
  for (const std::string_view host : {"http://127.0.0.1", "http://localhost", "http://[::1]"}) {
    // What follows must end the host: http://127.0.0.1.example is elsewhere.
    if (url.starts_with(host))
      return url.size() == host.size() || url[host.size()] == ':' || url[host.size()] == '/';
  }
  return false;
}

// Nothing that another program could read as another host.
bool IsPlain(std::string_view url) {
  return std::all_of(url.begin(), url.end(),
                     [](char c) { return c > ' ' && c <= '~' && c != '\\' && c != '@'; });
}

bool IsGoodUrl(const std::string& url) {
  return IsPlain(url) && (url.starts_with("https://") || IsOnLoopback(url));
}

}  // namespace

void DeclareOidc(Config& config, OidcSettings& settings) {
  config
      .Text("WAYMARK_OIDC_ISSUER",
            "The provider by which people may sign in (OpenID Connect): https://host/…, as it calls itself; "
            "empty = none",
            &settings.issuer, "")
      .Text("WAYMARK_OIDC_CLIENT_ID", "What it calls Waymark", &settings.client_id, "")
      .Text("WAYMARK_OIDC_CLIENT_SECRET_FILE", "File of the secret that it knows Waymark by",
            &settings.secret_file, "")
      .Text("WAYMARK_OIDC_REDIRECT_URI", "Where it sends people back to: https://host/sign-in/oidc",
            &settings.redirect_uri, "")
      .Text("WAYMARK_OIDC_DISPLAY_NAME",
            "What people know it by, as the page for signing in says it; empty = the host of the issuer",
            &settings.display_name, "")
      .Text(
          "WAYMARK_OIDC_ACR_VALUES",
          "How strongly people must sign in there, as the provider names it (acr): one of these, by spaces; "
          "empty = as it decides",
          &settings.acr_values, "");
}

void CheckOidc(const OidcSettings& settings) {
  RequireSetting(IsGoodUrl(settings.issuer) && !settings.issuer.ends_with('/'), "WAYMARK_OIDC_ISSUER",
                 "must be https://…, or http:// on loopback, without a slash at the end");
  RequireSetting(!settings.client_id.empty(), "WAYMARK_OIDC_CLIENT_ID",
                 "must be what the provider calls Waymark");
  RequireSetting(!ReadSecretFile(settings.secret_file).empty(), "WAYMARK_OIDC_CLIENT_SECRET_FILE",
                 "must name a file that holds the client's secret");
  RequireSetting(IsGoodUrl(settings.redirect_uri) && settings.redirect_uri.ends_with(kPage),
                 "WAYMARK_OIDC_REDIRECT_URI",
                 "must be how people reach the page /sign-in/oidc: https://host/sign-in/oidc");
}

std::string ProviderName(const OidcSettings& settings) {
  if (!settings.display_name.empty()) return settings.display_name;
  const std::string host = settings.issuer.substr(settings.issuer.find("://") + 3);
  return host.substr(0, host.find('/'));
}

bool MayAsk(const std::string& issuer, const std::string& url) {
  return IsPlain(url) && (url.starts_with("https://") || (IsOnLoopback(issuer) && IsOnLoopback(url)));
}

}  // namespace waymark::access
