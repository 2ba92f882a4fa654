#include "services/common/db/bytes.h"

#include <array>

#include "services/common/status/error.h"

namespace waymark::db {
namespace {

constexpr signed char kNoDigit = -1;

constexpr std::array<signed char, 256> kDigits = [] {
  std::array<signed char, 256> digits{};
  for (auto& digit : digits) digit = kNoDigit;
  for (signed char i = 0; i < 10; ++i) digits[static_cast<size_t>('0' + i)] = i;
  for (signed char i = 0; i < 6; ++i) digits[static_cast<size_t>('a' + i)] = static_cast<signed char>(10 + i);
  return digits;
}();

}  // namespace

std::string BytesOf(std::string_view text) {
  if (!text.starts_with("\\x") || text.size() % 2 != 0) throw Internal("a bytea column is not in hex");
  text.remove_prefix(2);
  std::string bytes(text.size() / 2, '\0');
  for (size_t i = 0; i < bytes.size(); ++i) {
    const auto high = kDigits[static_cast<unsigned char>(text[2 * i])];
    const auto low = kDigits[static_cast<unsigned char>(text[2 * i + 1])];
    if (high == kNoDigit || low == kNoDigit) throw Internal("a bytea column is not in hex");
    bytes[i] = static_cast<char>(high << 4 | low);
  }
  return bytes;
}

}  // namespace waymark::db
