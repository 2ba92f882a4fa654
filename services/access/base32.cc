#include "services/access/base32.h"

#include <cstdint>

namespace waymark::access {

std::string Base32(std::string_view bytes) {
  constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string out;
  uint32_t bits = 0;
  int count = 0;
  for (const char c : bytes) {
    bits = bits << 8 | static_cast<unsigned char>(c);
    for (count += 8; count >= 5; count -= 5) out += kDigits[(bits >> (count - 5)) & 31];
  }
  if (count > 0) out += kDigits[(bits << (5 - count)) & 31];
  return out;
}

}  // namespace waymark::access
