#include "services/common/base/ids.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <stdexcept>

namespace waymark {
namespace {

constexpr char kHex[] = "0123456789abcdef";
constexpr char kBase64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string FormatUuid(const unsigned char* bytes) {
  std::string out;
  out.reserve(36);
  for (int i = 0; i < 16; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
    out += kHex[bytes[i] >> 4];
    out += kHex[bytes[i] & 15];
  }
  return out;
}

// Milliseconds and a 12-bit counter that together never go back or repeat.
uint64_t NextTick(uint64_t millis) {
  static std::mutex mutex;
  static uint64_t last = 0;
  const std::lock_guard lock(mutex);
  last = std::max(last + 1, millis << 12);
  return last;
}

const unsigned char* Bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

// Longer texts of random bytes are not worth keeping a pool for.
constexpr size_t kPooledBytes = 64;

void RandomInto(unsigned char* out, size_t size) {
  // A small buffer per thread: one call to the generator serves many ids.
  thread_local std::array<unsigned char, 512> pool;
  thread_local size_t used = pool.size();
  if (used + size > pool.size()) {
    if (RAND_bytes(pool.data(), static_cast<int>(pool.size())) != 1)
      throw std::runtime_error("no random bytes");
    used = 0;
  }
  std::copy_n(pool.data() + used, size, out);
  used += size;
}

}  // namespace

std::string NewUuid(const Clock& clock) {
  const auto millis = std::chrono::floor<std::chrono::milliseconds>(clock.Now()).time_since_epoch().count();
  const uint64_t tick = NextTick(static_cast<uint64_t>(millis));
  unsigned char bytes[16];
  for (int i = 0; i < 6; ++i) bytes[i] = static_cast<unsigned char>(tick >> (52 - 8 * i));
  bytes[6] = static_cast<unsigned char>(0x70 | ((tick >> 8) & 0x0f));
  bytes[7] = static_cast<unsigned char>(tick);
  RandomInto(bytes + 8, 8);
  bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3f) | 0x80);
  return FormatUuid(bytes);
}

bool IsUuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    const char c = text[i];
    if (dash ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return false;
  }
  return true;
}

std::string Sha256(std::string_view bytes) {
  // What EVP_sha256() stands for is looked up at each use: 0.2 us.
  static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  std::string out(32, '\0');
  unsigned int size = 0;
  EVP_Digest(bytes.data(), bytes.size(), reinterpret_cast<unsigned char*>(out.data()), &size, algorithm,
             nullptr);
  return out;
}

std::string HmacSha256(std::string_view key, std::string_view bytes) {
  std::string out(32, '\0');
  unsigned int size = 0;
  if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), Bytes(bytes), bytes.size(),
           reinterpret_cast<unsigned char*>(out.data()), &size) == nullptr) {
    throw std::runtime_error("no HMAC");
  }
  return out;
}

std::string DigestUuid(std::string_view bytes) {
  const std::string digest = Sha256(bytes);
  return FormatUuid(reinterpret_cast<const unsigned char*>(digest.data()));
}

std::string RandomBytes(size_t size) {
  std::string out(size, '\0');
  if (size <= kPooledBytes) {
    RandomInto(reinterpret_cast<unsigned char*>(out.data()), size);
    return out;
  }
  if (RAND_bytes(reinterpret_cast<unsigned char*>(out.data()), static_cast<int>(size)) != 1) {
    throw std::runtime_error("no random bytes");
  }
  return out;
}

std::string Hex(std::string_view bytes) {
  std::string out;
  AppendHex(bytes, out);
  return out;
}

void AppendHex(std::string_view bytes, std::string& out) {
  size_t at = out.size();
  out.resize(at + 2 * bytes.size());
  for (const char byte : bytes) {
    const auto c = static_cast<unsigned char>(byte);
    out[at++] = kHex[c >> 4];
    out[at++] = kHex[c & 15];
  }
}

std::string Base64(std::string_view bytes) {
  std::string out(4 * ((bytes.size() + 2) / 3) + 1, '\0');
  EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                  reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  out.pop_back();  // the NUL
  return out;
}

std::string Base64Url(std::string_view bytes) {
  std::string out;
  out.reserve((bytes.size() * 4 + 2) / 3);
  uint32_t bits = 0;
  int count = 0;
  for (unsigned char c : bytes) {
    bits = bits << 8 | c;
    for (count += 8; count >= 6; count -= 6) out += kBase64[(bits >> (count - 6)) & 63];
  }
  if (count > 0) out += kBase64[(bits << (6 - count)) & 63];
  return out;
}

bool FromBase64Url(std::string_view text, std::string& bytes) {
  bytes.clear();
  uint32_t bits = 0;
  int count = 0;
  for (char c : text) {
    const auto value = std::string_view(kBase64, 64).find(c);
    if (value == std::string_view::npos) return false;
    bits = bits << 6 | static_cast<uint32_t>(value);
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes += static_cast<char>(bits >> count);
    }
  }
  // What is left must be padding of zero bits, so that each value has one form.
  return count < 6 && (bits & ((1u << count) - 1)) == 0;
}

bool SameSecret(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace waymark
