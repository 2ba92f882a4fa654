#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "services/common/crypto/ed25519.h"

namespace waymark::audit {

// How far an organization's chain had come at some moment, signed. Kept outside
// PostgreSQL: who rewrites the whole chain, or cuts its end, cannot rewrite these.
struct Checkpoint {
  std::string organization_id;
  int64_t entries = 0;
  std::string hash;       // of the last of them: 32 bytes
  std::string time;       // when it was taken, RFC 3339
  std::string key_id;     // which key signed it
  std::string signature;  // Ed25519: 64 bytes
};

// Signs a checkpoint: key_id and signature.
void Sign(const crypto::Signer& signer, Checkpoint& checkpoint);
bool IsSigned(const crypto::SignatureVerifier& verifier, const Checkpoint& checkpoint);

// One line of JSON without its end:
// {"organization":"asp","entries":12,"hash":"<hex>","time":"…","key":"…","signature":"<base64url>"}
std::string FormatCheckpoint(const Checkpoint& checkpoint);
// nullopt when the line is not one.
std::optional<Checkpoint> ParseCheckpoint(std::string_view line);

}  // namespace waymark::audit
