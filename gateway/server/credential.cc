#include "gateway/server/credential.h"

#include "services/common/base/ids.h"
#include "services/common/base/text.h"
#include "services/common/status/error.h"

namespace waymark::gateway {
namespace {

namespace http = boost::beast::http;

constexpr std::string_view kScheme = "bearer ";
// As long as a session may last; the service ends it, not the browser.
constexpr char kAttributes[] = "; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=";

std::string_view CookieOf(const Header& header, std::string_view name) {
  for (const auto part : Split(HeaderValue(header, http::field::cookie), ';')) {
    const std::string_view pair = Trimmed(part);
    if (pair.starts_with(name) && pair.substr(name.size()).starts_with('='))
      return pair.substr(name.size() + 1);
  }
  return {};
}

}  // namespace

Credential CredentialOf(const Header& header) {
  const std::string_view authorization = HeaderValue(header, http::field::authorization);
  if (!authorization.empty()) {
    if (authorization.size() <= kScheme.size() || Lower(authorization.substr(0, kScheme.size())) != kScheme) {
      throw Error(Code::kUnauthenticated, "CREDENTIALS_INVALID",
                  "send the token as `Authorization: Bearer …`");
    }
    return {Credential::Kind::kApiToken, std::string(Trimmed(authorization.substr(kScheme.size())))};
  }
  const std::string_view cookie = CookieOf(header, kSessionCookie);
  if (cookie.empty()) return {};
  return {Credential::Kind::kSession, std::string(cookie)};
}

std::string KeyOf(const Credential& credential) {
  return std::to_string(static_cast<int>(credential.kind)) + Sha256(credential.secret);
}

std::string SessionBegins(std::string_view secret) {
  return std::string(kSessionCookie) + "=" + std::string(secret) + kAttributes + "43200";
}

std::string SessionEnds() { return std::string(kSessionCookie) + "=" + kAttributes + "0"; }

Sender SenderOf(const Header& header) {
  const std::string_view site = HeaderValue(header, "Sec-Fetch-Site");
  if (!site.empty() && site != "same-origin" && site != "none") return Sender::kForeignPage;
  const std::string_view origin = HeaderValue(header, http::field::origin);
  if (origin.empty()) return site.empty() ? Sender::kUnsaid : Sender::kOwnPage;
  const size_t scheme = origin.find("://");
  const bool own = scheme != std::string_view::npos &&
                   Lower(origin.substr(scheme + 3)) == Lower(HeaderValue(header, http::field::host));
  return own ? Sender::kOwnPage : Sender::kForeignPage;
}

}  // namespace waymark::gateway
