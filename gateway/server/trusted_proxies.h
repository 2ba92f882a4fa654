#pragma once

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v6.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/server/http.h"

namespace waymark::gateway {

// Proxies before the gateway whose word is taken for where a request comes from.
// Which header they write is told once: one that they pass on as it came says
// what the client wants it to.
class TrustedProxies {
 public:
  // Nobody.
  TrustedProxies() = default;
  // `networks`: addresses and networks (192.0.2.1, 10.0.0.0/8, 2001:db8::/32) with
  // commas between them. `header`: `x-forwarded-for`, or `forwarded` (RFC 7239).
  // Throws std::invalid_argument.
  TrustedProxies(std::string_view networks, std::string header);

  // The address of the client of a request that `peer` sent: the last one on the
  // way that is none of these proxies. Of anybody else's request it is `peer`.
  std::string ClientOf(const Header& request, const std::string& peer) const;
  // Whether `peer` is one of them.
  bool Trusts(const std::string& peer) const;

 private:
  bool Trusts(const boost::asio::ip::address& address) const;
  // Whom the header names, the nearest last.
  std::vector<std::string_view> HopsOf(const Header& request) const;

  std::vector<boost::asio::ip::network_v6> networks_;  // of IPv4 as ::ffff:0:0/96 has them
  std::string header_;
};

}  // namespace waymark::gateway
