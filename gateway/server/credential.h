#pragma once

#include <string>
#include <string_view>

#include "gateway/server/http.h"

namespace waymark::gateway {

// What a request shows of its sender.
struct Credential {
  enum class Kind { kNone, kApiToken, kSession };
  Kind kind = Kind::kNone;
  std::string secret = {};
};

// The bearer token of the request, or else the cookie of a session. Throws
// UNAUTHENTICATED / CREDENTIALS_INVALID for an Authorization that is neither.
Credential CredentialOf(const Header& header);

// What stands for the credential where it must not be kept itself.
std::string KeyOf(const Credential& credential);

// The cookie's name. `__Host-`: browsers take it from this very host alone, over
// TLS (or on loopback), for all paths.
constexpr std::string_view kSessionCookie = "__Host-session";

// `Set-Cookie` for a session that begins, and for one that has ended.
std::string SessionBegins(std::string_view secret);
std::string SessionEnds();

// Whether a page of this very host sent the request, as browsers say by
// `Sec-Fetch-Site` and `Origin`. `unsaid` when the request says neither.
enum class Sender { kOwnPage, kForeignPage, kUnsaid };
Sender SenderOf(const Header& header);

}  // namespace waymark::gateway
