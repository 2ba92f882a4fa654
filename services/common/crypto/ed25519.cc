#include "services/common/crypto/ed25519.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <algorithm>
#include <stdexcept>

#include "services/common/status/error.h"

namespace waymark::crypto {
namespace {

using Digest = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

Digest NewDigest() { return {EVP_MD_CTX_new(), EVP_MD_CTX_free}; }

std::unique_ptr<BIO, decltype(&BIO_free)> Source(std::string_view pem) {
  return {BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free};
}

Key Owned(EVP_PKEY* key) {
  if (key == nullptr || EVP_PKEY_get_base_id(key) != EVP_PKEY_ED25519) {
    EVP_PKEY_free(key);
    throw std::invalid_argument("not an Ed25519 key in PEM");
  }
  return Key(key, EVP_PKEY_free);
}

const unsigned char* Bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* Bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

}  // namespace

Signer::Signer(std::string_view pem)
    : key_(Owned(PEM_read_bio_PrivateKey(Source(pem).get(), nullptr, nullptr, nullptr))) {}

std::string Signer::Sign(std::string_view bytes) const {
  const Digest digest = NewDigest();
  size_t size = 64;
  std::string signature(size, '\0');
  if (EVP_DigestSignInit(digest.get(), nullptr, nullptr, nullptr, key_.get()) != 1 ||
      EVP_DigestSign(digest.get(), Bytes(signature), &size, Bytes(bytes), bytes.size()) != 1) {
    throw Internal("signing failed");
  }
  return signature;
}

std::string Signer::PublicKey() const {
  size_t size = 32;
  std::string key(size, '\0');
  if (EVP_PKEY_get_raw_public_key(key_.get(), Bytes(key), &size) != 1)
    throw Internal("the key has no public part");
  return key;
}

SignatureVerifier::SignatureVerifier(std::string_view pem) {
  const auto source = Source(pem);
  while (EVP_PKEY* key = PEM_read_bio_PUBKEY(source.get(), nullptr, nullptr, nullptr)) {
    keys_.push_back(Owned(key));
  }
  if (keys_.empty()) throw std::invalid_argument("no Ed25519 public key in PEM");
}

bool SignatureVerifier::Verify(std::string_view bytes, std::string_view signature) const {
  return std::any_of(keys_.begin(), keys_.end(), [&](const Key& key) {
    const Digest digest = NewDigest();
    return EVP_DigestVerifyInit(digest.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
           EVP_DigestVerify(digest.get(), Bytes(signature), signature.size(), Bytes(bytes), bytes.size()) ==
               1;
  });
}

}  // namespace waymark::crypto
