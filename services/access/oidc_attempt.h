#pragma once

#include <string>

namespace waymark::access {

// What belongs to one attempt to sign in, all of it made from a secret that its browser
// alone keeps: who sees the address that it goes to, or takes the code on its way back,
// lacks that.
struct OidcAttempt {
  std::string state, nonce, verifier;
  std::string challenge;  // of the verifier (PKCE, RFC 7636)
};

OidcAttempt AttemptOf(const std::string& secret);

}  // namespace waymark::access
