#pragma once

#include <boost/asio/ip/address.hpp>

namespace waymark::gateway {

// An address of IPv4 as such, where a socket of IPv6 has it; any other as it is.
inline boost::asio::ip::address Unmapped(const boost::asio::ip::address& address) {
  if (!address.is_v6() || !address.to_v6().is_v4_mapped()) return address;
  return boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, address.to_v6());
}

}  // namespace waymark::gateway
