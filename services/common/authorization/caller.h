#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "services/common/base/clock.h"
#include "services/common/crypto/ed25519.h"
#include "waymark/identity/v1/identity.pb.h"

namespace waymark::authorization {

using waymark::identity::v1::CallerContext;

// The metadata in which a SignedCallerContext travels from the gateway to a
// service, and from there to another that it asks on behalf of the same caller.
constexpr char kCallerMetadata[] = "x-waymark-caller-bin";

// How long a context holds: long enough for all services' clocks.
constexpr std::chrono::seconds kCallerLifetime{60};

// Signs contexts: the gateway alone has this key.
class CallerSigner {
 public:
  // `pem`: an Ed25519 private key (PKCS #8). Throws std::invalid_argument.
  explicit CallerSigner(std::string_view pem);
  // A serialized SignedCallerContext.
  std::string Sign(const CallerContext& context) const;

 private:
  crypto::Signer signer_;
};

// Knows contexts that the gateway signed. Thread-safe.
class CallerVerifier {
 public:
  // `pem`: one or more Ed25519 public keys (SubjectPublicKeyInfo), so that the
  // gateway's key can be changed without a pause. Throws std::invalid_argument.
  explicit CallerVerifier(std::string_view pem);
  // Throws UNAUTHENTICATED / CALLER_UNKNOWN for bytes that were not signed by one
  // of the keys, or hold no more. The same bytes are looked at once: a gateway
  // sends them with each call of a caller for a while.
  std::shared_ptr<const CallerContext> Verify(const std::string& bytes, TimePoint now) const;

 private:
  std::shared_ptr<const CallerContext> Check(const std::string& bytes) const;

  crypto::SignatureVerifier signatures_;
  mutable std::mutex mutex_;
  mutable std::unordered_map<std::string, std::shared_ptr<const CallerContext>> seen_;
};

}  // namespace waymark::authorization
