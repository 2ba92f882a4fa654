#include "services/access/totp.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <stdexcept>

#include "services/common/base/ids.h"
#include "services/common/base/text.h"

namespace waymark::access {
namespace {

constexpr std::chrono::seconds kStep{30};

std::string HmacSha1(std::string_view key, std::string_view bytes) {
  std::string out(20, '\0');
  unsigned int size = 0;
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
  if (HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), data, bytes.size(),
           reinterpret_cast<unsigned char*>(out.data()), &size) == nullptr) {
    throw std::runtime_error("no HMAC");
  }
  return out;
}

}  // namespace

int64_t TotpStepOf(TimePoint time) {
  return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch() / kStep;
}

std::string TotpCode(std::string_view secret, int64_t step, int digits) {
  std::string counter(8, '\0');
  for (int i = 0; i < 8; ++i) counter[static_cast<size_t>(i)] = static_cast<char>(step >> (56 - 8 * i));
  const std::string mac = HmacSha1(secret, counter);
  // RFC 4226 §5.3: the last four bits say which 31 bits to take.
  const size_t at = mac.back() & 15;
  uint32_t number = 0;
  for (size_t i = 0; i < 4; ++i) number = number << 8 | static_cast<unsigned char>(mac[at + i]);
  number &= 0x7fffffff;
  std::string code(static_cast<size_t>(digits), '0');
  for (auto digit = code.rbegin(); digit != code.rend(); ++digit, number /= 10)
    *digit = static_cast<char>('0' + number % 10);
  return code;
}

std::optional<int64_t> TotpStepFor(std::string_view secret, std::string_view code, TimePoint now,
                                   int64_t last_step) {
  const int64_t current = TotpStepOf(now);
  std::optional<int64_t> found;
  // All are looked at, so that the time tells nothing.
  for (const int64_t step : std::array{current - 1, current, current + 1}) {
    if (SameSecret(TotpCode(secret, step), code) && step > last_step && !found) found = step;
  }
  return found;
}

std::string TotpUri(std::string_view secret_base32, std::string_view user_name) {
  return "otpauth://totp/Waymark:" + PercentEncoded(user_name) + "?secret=" + std::string(secret_base32) +
         "&issuer=Waymark&algorithm=SHA1&digits=6&period=30";
}

}  // namespace waymark::access
