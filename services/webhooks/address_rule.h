#pragma once

#include <sys/socket.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

// Which addresses a webhook may be sent to.
namespace waymark::webhooks {

// An address of IPv6; those of IPv4 as ::ffff:0:0/96 has them.
using IpAddress = std::array<uint8_t, 16>;

// Without brackets, port and zone; nothing when it is none.
std::optional<IpAddress> ParseAddress(std::string_view text);
std::optional<IpAddress> AddressOf(const sockaddr& socket_address);

// Some networks.
class Networks {
 public:
  // None.
  Networks() = default;
  // Addresses and networks (192.0.2.1, 10.0.0.0/8, fd00::/8) with commas between them.
  // Throws std::invalid_argument that names the one which is neither.
  explicit Networks(std::string_view list);

  bool empty() const { return networks_.empty(); }
  bool Has(const IpAddress& address) const;

 private:
  struct Network {
    IpAddress address;
    int bits;
  };
  std::vector<Network> networks_;
};

// Whether anybody on the internet may have the address: it is of no network that is
// private, of this machine or link, shared by a carrier, for documentation or tests, of
// many receivers, or that stands for an address of another kind (IANA's registries of
// special-purpose addresses).
bool IsPublic(const IpAddress& address);

// Whether it may be called: what is allowed in whatever way, else what is public over TLS.
inline bool MayCall(const IpAddress& address, bool over_tls, const Networks& allowed) {
  return allowed.Has(address) || (over_tls && IsPublic(address));
}

}  // namespace waymark::webhooks
