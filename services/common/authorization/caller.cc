#include "services/common/authorization/caller.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <stdexcept>

#include "services/common/status/error.h"

namespace waymark::authorization {
namespace {

using waymark::identity::v1::SignedCallerContext;

// So that a signature made for this purpose serves no other.
constexpr std::string_view kDomain{"waymark.caller.v1\0", 18};
// Contexts change every half minute at most: so many callers in that time.
constexpr size_t kMostSeen = 8192;

Error CallerUnknown() {
  return Error(Code::kUnauthenticated, "CALLER_UNKNOWN",
               "the call carries no identity of its caller that the gateway has signed");
}

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

std::string SignedBytes(std::string_view context) { return std::string(kDomain) + std::string(context); }

using Digest = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

}  // namespace

CallerSigner::CallerSigner(std::string_view pem)
    : key_(Owned(PEM_read_bio_PrivateKey(Source(pem).get(), nullptr, nullptr, nullptr))) {}

std::string CallerSigner::Sign(const CallerContext& context) const {
  SignedCallerContext out;
  context.SerializeToString(out.mutable_context());
  const std::string bytes = SignedBytes(out.context());
  const Digest digest(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  size_t size = 64;
  out.mutable_signature()->resize(size);
  auto* signature = reinterpret_cast<unsigned char*>(out.mutable_signature()->data());
  if (EVP_DigestSignInit(digest.get(), nullptr, nullptr, nullptr, key_.get()) != 1 ||
      EVP_DigestSign(digest.get(), signature, &size, Bytes(bytes), bytes.size()) != 1) {
    throw Internal("signing failed");
  }
  return out.SerializeAsString();
}

CallerVerifier::CallerVerifier(std::string_view pem) {
  const auto source = Source(pem);
  while (EVP_PKEY* key = PEM_read_bio_PUBKEY(source.get(), nullptr, nullptr, nullptr)) {
    keys_.push_back(Owned(key));
  }
  if (keys_.empty()) throw std::invalid_argument("no Ed25519 public key in PEM");
}

std::shared_ptr<const CallerContext> CallerVerifier::Verify(const std::string& bytes, TimePoint now) const {
  std::shared_ptr<const CallerContext> context;
  {
    const std::lock_guard lock(mutex_);
    if (const auto known = seen_.find(bytes); known != seen_.end()) context = known->second;
  }
  if (!context) {
    context = Check(bytes);
    const std::lock_guard lock(mutex_);
    if (seen_.size() >= kMostSeen) seen_.clear();
    seen_.emplace(bytes, context);
  }
  const TimePoint expires{std::chrono::seconds(context->expire_time().seconds())};
  // A clock that is behind may give a context more time, but never twice of it.
  if (expires <= now || expires > now + 2 * kCallerLifetime) throw CallerUnknown();
  return context;
}

std::shared_ptr<const CallerContext> CallerVerifier::Check(const std::string& bytes) const {
  SignedCallerContext sealed;
  auto context = std::make_shared<CallerContext>();
  if (!sealed.ParseFromString(bytes)) throw CallerUnknown();
  const std::string text = SignedBytes(sealed.context());
  for (const Key& key : keys_) {
    const Digest digest(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    if (EVP_DigestVerifyInit(digest.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
        EVP_DigestVerify(digest.get(), Bytes(sealed.signature()), sealed.signature().size(), Bytes(text),
                         text.size()) == 1 &&
        context->ParseFromString(sealed.context())) {
      return context;
    }
  }
  throw CallerUnknown();
}

}  // namespace waymark::authorization
