#include "services/webhooks/address_rule.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <stdexcept>
#include <string>

#include "services/common/base/text.h"

namespace waymark::webhooks {
namespace {

constexpr int kMapped = 96;  // bits before an address of IPv4

IpAddress Widened(const in_addr& v4) {
  IpAddress address{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  std::memcpy(&address[12], &v4, 4);
  return address;
}

bool IsV4(const IpAddress& address) { return Networks("::ffff:0:0/96").Has(address); }

}  // namespace

std::optional<IpAddress> ParseAddress(std::string_view text) {
  const std::string copy(text);
  if (in_addr v4; inet_pton(AF_INET, copy.c_str(), &v4) == 1) return Widened(v4);
  IpAddress address;
  if (inet_pton(AF_INET6, copy.c_str(), address.data()) == 1) return address;
  return std::nullopt;
}

std::optional<IpAddress> AddressOf(const sockaddr& socket_address) {
  if (socket_address.sa_family == AF_INET)
    return Widened(reinterpret_cast<const sockaddr_in&>(socket_address).sin_addr);
  if (socket_address.sa_family != AF_INET6) return std::nullopt;
  IpAddress address;
  std::memcpy(address.data(), &reinterpret_cast<const sockaddr_in6&>(socket_address).sin6_addr, 16);
  return address;
}

Networks::Networks(std::string_view list) {
  if (Trimmed(list).empty()) return;
  for (const std::string_view part : Split(list, ',')) {
    const std::string_view text = Trimmed(part);
    const size_t slash = text.find('/');
    const auto address = ParseAddress(text.substr(0, slash));
    const bool v4 = text.find(':') == std::string_view::npos;
    int bits = v4 ? 32 : 128;
    bool right = address.has_value();
    if (right && slash != std::string_view::npos) {
      const std::string_view length = text.substr(slash + 1);
      const int most = bits;
      const auto [end, error] = std::from_chars(length.begin(), length.end(), bits);
      right = error == std::errc() && end == length.end() && bits >= 0 && bits <= most;
    }
    if (!right) {
      throw std::invalid_argument("`" + std::string(text) +
                                  "` is neither an address nor a network such as 10.0.0.0/8");
    }
    networks_.push_back({*address, v4 ? kMapped + bits : bits});
  }
}

bool Networks::Has(const IpAddress& address) const {
  return std::any_of(networks_.begin(), networks_.end(), [&](const Network& network) {
    const int whole = network.bits / 8, rest = network.bits % 8;
    if (!std::equal(address.begin(), address.begin() + whole, network.address.begin())) return false;
    const auto mask = static_cast<uint8_t>(0xff00 >> rest);
    return rest == 0 || ((address[whole] ^ network.address[whole]) & mask) == 0;
  });
}

bool IsPublic(const IpAddress& address) {
  static const Networks kSpecialV4(
      "0.0.0.0/8, 10.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8, 169.254.0.0/16, 172.16.0.0/12, 192.0.0.0/24, "
      "192.0.2.0/24, 192.88.99.0/24, 192.168.0.0/16, 198.18.0.0/15, 198.51.100.0/24, 203.0.113.0/24, "
      "224.0.0.0/4, 240.0.0.0/4");
  // All that was ever given out is of the first; of it, what is of protocols, of
  // documentation, or holds an address of IPv4 (6to4).
  static const Networks kGiven("2000::/3");
  static const Networks kSpecial("2001::/23, 2001:db8::/32, 2002::/16, 3fff::/20");
  if (IsV4(address)) return !kSpecialV4.Has(address);
  return kGiven.Has(address) && !kSpecial.Has(address);
}

}  // namespace waymark::webhooks
