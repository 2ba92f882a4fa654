#include "services/access/token_text.h"

#include "services/common/base/ids.h"

namespace waymark::access {
namespace {

constexpr std::string_view kPrefix = "wmk_";
constexpr size_t kIdSize = 22, kSecretSize = 43, kSecretBytes = 32;

char HexValue(char c) { return static_cast<char>(c <= '9' ? c - '0' : c - 'a' + 10); }

std::string BytesOfUuid(std::string_view uuid) {
  std::string digits, bytes;
  for (const char c : uuid) {
    if (c != '-') digits += c;
  }
  for (size_t i = 0; i + 1 < digits.size(); i += 2)
    bytes += static_cast<char>(HexValue(digits[i]) << 4 | HexValue(digits[i + 1]));
  return bytes;
}

std::string UuidOfBytes(std::string_view bytes) {
  std::string uuid = Hex(bytes);
  for (const size_t at : {8, 13, 18, 23}) uuid.insert(at, 1, '-');
  return uuid;
}

}  // namespace

std::string NewSecret() { return Base64Url(RandomBytes(kSecretBytes)); }

std::string SecretDigest(std::string_view secret) { return Sha256(secret); }

std::string FormatToken(const TokenText& token) {
  return std::string(kPrefix) + Base64Url(BytesOfUuid(token.id)) + "_" + token.secret;
}

std::optional<TokenText> ParseToken(std::string_view text) {
  constexpr size_t kSecretAt = kPrefix.size() + kIdSize + 1;
  if (text.size() != kSecretAt + kSecretSize || !text.starts_with(kPrefix) || text[kSecretAt - 1] != '_')
    return std::nullopt;
  std::string id, secret;
  if (!FromBase64Url(text.substr(kPrefix.size(), kIdSize), id) ||
      !FromBase64Url(text.substr(kSecretAt), secret)) {
    return std::nullopt;
  }
  return TokenText{.id = UuidOfBytes(id), .secret = std::string(text.substr(kSecretAt))};
}

}  // namespace waymark::access
