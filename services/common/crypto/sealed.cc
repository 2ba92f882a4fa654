#include "services/common/crypto/sealed.h"

#include <sodium.h>

#include "services/common/base/ids.h"
#include "services/common/base/text.h"
#include "services/common/status/error.h"

namespace waymark::crypto {
namespace {

unsigned char* Bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
const unsigned char* Bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

// nullopt when this key did not seal it.
std::optional<std::string> OpenBy(std::string_view key, std::string_view sealed) {
  constexpr size_t kLeast = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
  if (sealed.size() < kLeast) throw Internal("a sealed value is too short");
  const auto box = sealed.substr(crypto_secretbox_NONCEBYTES);
  std::string bytes(sealed.size() - kLeast, '\0');
  if (crypto_secretbox_open_easy(Bytes(bytes), Bytes(box), box.size(), Bytes(sealed), Bytes(key)) != 0)
    return std::nullopt;
  return bytes;
}

}  // namespace

Sealer::Sealer(std::string_view keys, std::string_view purpose) {
  static_assert(crypto_secretbox_KEYBYTES == 32, "the key is an HMAC-SHA-256");
  for (const auto key : Split(keys, '\n')) keys_.push_back(HmacSha256(key, purpose));
}

std::string Sealer::Seal(std::string_view bytes) const {
  const std::string nonce = RandomBytes(crypto_secretbox_NONCEBYTES);
  std::string box(crypto_secretbox_MACBYTES + bytes.size(), '\0');
  crypto_secretbox_easy(Bytes(box), Bytes(bytes), bytes.size(), Bytes(std::string_view(nonce)),
                        Bytes(std::string_view(keys_.front())));
  return nonce + box;
}

std::string Sealer::Open(std::string_view sealed) const {
  for (const auto& key : keys_) {
    if (auto bytes = OpenBy(key, sealed)) return *std::move(bytes);
  }
  throw Internal("a sealed value cannot be opened with this key");
}

std::optional<std::string> Sealer::Renewed(std::string_view sealed) const {
  if (OpenBy(keys_.front(), sealed)) return std::nullopt;
  return Seal(Open(sealed));
}

}  // namespace waymark::crypto
