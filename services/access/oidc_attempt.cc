#include "services/access/oidc_attempt.h"

#include "services/common/base/ids.h"

namespace waymark::access {

OidcAttempt AttemptOf(const std::string& secret) {
  const auto derive = [&secret](const char* purpose) { return Base64Url(HmacSha256(secret, purpose)); };
  OidcAttempt attempt{
      .state = derive("state"), .nonce = derive("nonce"), .verifier = derive("verifier"), .challenge = ""};
  attempt.challenge = Base64Url(Sha256(attempt.verifier));
  return attempt;
}

}  // namespace waymark::access
