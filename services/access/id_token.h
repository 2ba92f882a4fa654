#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "services/common/base/clock.h"
#include "services/common/status/error.h"

// ID tokens of OpenID Connect: what a provider says of who signed in there.
namespace waymark::access {

// What a token must say (OpenID Connect Core, 3.1.3.7).
struct ExpectedToken {
  std::string issuer, client_id, nonce;
  TimePoint now;
  std::string acr_values = {};  // one of these by spaces (`acr`); empty = any or none
};

// UNAUTHENTICATED / OIDC_TOKEN_INVALID, with what is wrong.
Error TokenInvalid(const std::string& what);

// The key of a set (JWKS) that the token says it is signed by, as JSON; empty when the
// set has none. Throws TokenInvalid when it is no token, or signed by a method that is
// not RS256, PS256 or ES256.
std::string KeyOfToken(const std::string& token, const nlohmann::json& keys);

// Whom the token is about (`sub`). Throws TokenInvalid when the signature is not by that
// key, or the token says something else than expected.
std::string SubjectOfToken(const std::string& token, const std::string& key, const ExpectedToken& expected);

}  // namespace waymark::access
