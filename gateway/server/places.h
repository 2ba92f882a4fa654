#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "gateway/server/trusted_proxies.h"

namespace waymark::gateway {

// Whose requests and connections count together: an address, or the /64 of an IPv6
// address, of which whoever has one has all.
std::string NetworkOf(const std::string& address);

// The places of a door for connections: so many, and fewer for one network, so that
// nobody takes them all. Trusted proxies bring many clients and have no limit of
// their own. Thread-safe; outlives the places it gives.
class Places {
 public:
  Places(int most, int most_of_network, const TrustedProxies& proxies)
      : most_(most), most_of_network_(most_of_network), proxies_(proxies) {}

  // One for a connection of `peer`, taken until it is let go; null when there is none.
  using Place = std::shared_ptr<void>;
  Place Take(const std::string& peer);
  // The same where all are taken, of who lets go of another at once.
  Place TakeInstead(const std::string& peer);

  int taken() const;
  bool full() const { return taken() >= most_; }

 private:
  Place TakeOf(const std::string& peer, int most);
  void Leave(const std::string& network);

  const int most_;
  const int most_of_network_;
  const TrustedProxies& proxies_;
  mutable std::mutex mutex_;
  int taken_ = 0;
  std::unordered_map<std::string, int> of_network_;
};

}  // namespace waymark::gateway
