#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct evp_pkey_st;

namespace waymark::crypto {

using Key = std::shared_ptr<evp_pkey_st>;

// Signs with an Ed25519 key.
class Signer {
 public:
  // `pem`: a private key (PKCS #8). Throws std::invalid_argument.
  explicit Signer(std::string_view pem);
  // The signature: 64 bytes.
  std::string Sign(std::string_view bytes) const;
  // The public part: 32 bytes.
  std::string PublicKey() const;

 private:
  Key key_;
};

// Verifies signatures that were made by any of several Ed25519 keys.
class SignatureVerifier {
 public:
  // `pem`: one or more public keys (SubjectPublicKeyInfo). Throws
  // std::invalid_argument.
  explicit SignatureVerifier(std::string_view pem);
  bool Verify(std::string_view bytes, std::string_view signature) const;

 private:
  std::vector<Key> keys_;
};

}  // namespace waymark::crypto
