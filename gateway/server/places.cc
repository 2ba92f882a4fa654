#include "gateway/server/places.h"

#include <boost/asio/ip/address_v6.hpp>
#include <limits>

namespace waymark::gateway {

std::string NetworkOf(const std::string& address) {
  boost::system::error_code error;
  const auto v6 = boost::asio::ip::make_address_v6(address, error);
  if (error || v6.is_v4_mapped()) return address;
  const auto bytes = v6.to_bytes();
  return std::string(bytes.begin(), bytes.begin() + 8);
}

Places::Place Places::Take(const std::string& peer) { return TakeOf(peer, most_); }

Places::Place Places::TakeInstead(const std::string& peer) {
  return TakeOf(peer, std::numeric_limits<int>::max());
}

Places::Place Places::TakeOf(const std::string& peer, int most) {
  const std::string network = NetworkOf(peer);
  const std::lock_guard lock(mutex_);
  if (taken_ >= most) return nullptr;
  int& of_network = of_network_[network];
  if (of_network >= most_of_network_ && !proxies_.Trusts(peer)) return nullptr;
  ++taken_;
  ++of_network;
  return Place(this, [network](Places* places) { places->Leave(network); });
}

void Places::Leave(const std::string& network) {
  const std::lock_guard lock(mutex_);
  --taken_;
  const auto found = of_network_.find(network);
  if (--found->second == 0) of_network_.erase(found);
}

int Places::taken() const {
  const std::lock_guard lock(mutex_);
  return taken_;
}

}  // namespace waymark::gateway
