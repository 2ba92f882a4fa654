#include "services/access/lock_out.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

namespace waymark::access {
namespace {

constexpr int kFreeFailures = 5;
constexpr int kMostOfAddress = 50;
constexpr std::chrono::minutes kLongestPause{60};
// Enough doublings for the longest pause.
constexpr int kMostDoublings = 6;

}  // namespace

std::chrono::minutes PauseAfter(int failures) {
  if (failures < kFreeFailures) return std::chrono::minutes(0);
  const int doublings = std::min(failures - kFreeFailures, kMostDoublings);
  return std::min(std::chrono::minutes(1 << doublings), kLongestPause);
}

TimePoint RefusedUntil(const Failures& of_name, const Failures& of_address, TimePoint now) {
  TimePoint until{};
  if (of_name.last > now - kNameMemory) until = of_name.last + PauseAfter(of_name.count);
  if (of_address.count >= kMostOfAddress) until = std::max(until, of_address.first + kAddressWindow);
  return until;
}

TimePoint CodesRefusedUntil(const Failures& of_codes) {
  return of_codes.count >= kMostWrongCodes ? of_codes.first + kCodeWindow : TimePoint{};
}

std::string AddressKey(std::string_view address) {
  const std::string text(address);
  std::array<unsigned char, 16> bytes{};
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return text;
  std::array<char, INET6_ADDRSTRLEN> shown{};
  const auto* v6 = reinterpret_cast<const in6_addr*>(bytes.data());
  if (IN6_IS_ADDR_V4MAPPED(v6)) {
    inet_ntop(AF_INET, bytes.data() + 12, shown.data(), shown.size());
    return shown.data();
  }
  std::fill(bytes.begin() + 8, bytes.end(), 0);
  inet_ntop(AF_INET6, bytes.data(), shown.data(), shown.size());
  return std::string(shown.data()) + "/64";
}

}  // namespace waymark::access
