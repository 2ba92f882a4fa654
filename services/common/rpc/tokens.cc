#include "services/common/rpc/tokens.h"

#include <sodium/crypto_shorthash_siphash24.h>

#include <charconv>

#include "services/common/base/ids.h"
#include "services/common/base/text.h"
#include "services/common/status/error.h"

namespace waymark::rpc {
namespace {

// Bytes of the checksum: enough that guessing one takes 2^96 tries. SipHash, since
// each row of a page has one: a tenth of the time of HMAC.
constexpr size_t kMacSize = 12;

bool ParseWhole(std::string_view text, int64_t& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && value >= 0;
}

// Each key as its length, `:`, and itself, so that keys may hold anything.
std::string JoinKeys(const std::vector<std::string>& keys) {
  std::string out;
  for (const auto& key : keys) out += std::to_string(key.size()) + ":" + key;
  return out;
}

bool SplitKeys(std::string_view text, std::vector<std::string>& keys) {
  while (!text.empty()) {
    const auto colon = text.find(':');
    int64_t size = 0;
    if (colon == std::string_view::npos || !ParseWhole(text.substr(0, colon), size)) return false;
    text.remove_prefix(colon + 1);
    if (static_cast<size_t>(size) > text.size()) return false;
    keys.emplace_back(text.substr(0, static_cast<size_t>(size)));
    text.remove_prefix(static_cast<size_t>(size));
  }
  return !keys.empty();
}

}  // namespace

Tokens::Tokens(std::string_view key)
    : key_(HmacSha256(Split(key, '\n').front(), "tokens").substr(0, crypto_shorthash_siphashx24_KEYBYTES)) {}

std::string Tokens::Mac(std::string_view purpose, std::string_view context, std::string_view payload) const {
  std::string bytes(purpose);
  bytes.reserve(purpose.size() + context.size() + payload.size() + 24);
  bytes += ':' + std::to_string(context.size()) + ':';
  bytes += context;
  bytes += payload;
  std::string mac(crypto_shorthash_siphashx24_BYTES, '\0');
  crypto_shorthash_siphashx24(reinterpret_cast<unsigned char*>(mac.data()),
                              reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                              reinterpret_cast<const unsigned char*>(key_.data()));
  mac.resize(kMacSize);
  return mac;
}

std::string Tokens::Etag(std::string_view name, int64_t version) const {
  const std::string payload = std::to_string(version);
  return '"' + payload + '.' + Base64Url(Mac("etag", name, payload)) + '"';
}

int64_t Tokens::Version(std::string_view name, std::string_view etag) const {
  if (etag.empty()) return -1;
  const auto dot = etag.find('.');
  int64_t version = 0;
  if (dot == std::string_view::npos || !ParseWhole(etag.substr(1, dot - 1), version) ||
      !SameSecret(etag, Etag(name, version))) {
    throw InvalidToken("etag");
  }
  return version;
}

std::string Tokens::PageToken(std::string_view query, const std::vector<std::string>& last_keys) const {
  const std::string payload = JoinKeys(last_keys);
  return Base64Url(Mac("page", query, payload) + payload);
}

std::vector<std::string> Tokens::PageKeys(std::string_view query, std::string_view token,
                                          const char* field) const {
  std::vector<std::string> keys;
  if (token.empty()) return keys;
  std::string bytes;
  if (!FromBase64Url(token, bytes) || bytes.size() < kMacSize) throw InvalidToken(field);
  const std::string_view payload = std::string_view(bytes).substr(kMacSize);
  if (!SameSecret(std::string_view(bytes).substr(0, kMacSize), Mac("page", query, payload)) ||
      !SplitKeys(payload, keys)) {
    throw InvalidToken(field);
  }
  return keys;
}

}  // namespace waymark::rpc
