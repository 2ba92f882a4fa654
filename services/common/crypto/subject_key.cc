#include "services/common/crypto/subject_key.h"

#include <sodium.h>

#include "services/common/base/ids.h"

namespace waymark::crypto {
namespace {

constexpr size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;

const unsigned char* Bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* Bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

}  // namespace

std::string NewSubjectKey() { return RandomBytes(crypto_aead_xchacha20poly1305_ietf_KEYBYTES); }

std::string SealWith(std::string_view key, std::string_view context, std::string_view bytes) {
  std::string sealed = RandomBytes(kNonce);
  sealed.resize(kNonce + bytes.size() + kTag);
  crypto_aead_xchacha20poly1305_ietf_encrypt(Bytes(sealed) + kNonce, nullptr, Bytes(bytes), bytes.size(),
                                             Bytes(context), context.size(), nullptr, Bytes(sealed),
                                             Bytes(key));
  return sealed;
}

std::optional<std::string> OpenWith(std::string_view key, std::string_view context, std::string_view sealed) {
  if (sealed.size() < kNonce + kTag || key.size() != crypto_aead_xchacha20poly1305_ietf_KEYBYTES)
    return std::nullopt;
  std::string bytes(sealed.size() - kNonce - kTag, '\0');
  const auto box = sealed.substr(kNonce);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(Bytes(bytes), nullptr, nullptr, Bytes(box), box.size(),
                                                 Bytes(context), context.size(), Bytes(sealed),
                                                 Bytes(key)) != 0) {
    return std::nullopt;
  }
  return bytes;
}

}  // namespace waymark::crypto
