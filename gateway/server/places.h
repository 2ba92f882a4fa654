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
// their own. Of the places that are kept for who is known, one account has an eighth
// at most. Thread-safe; outlives the places it gives.
class Places {
 public:
  Places(int most, int most_of_network, const TrustedProxies& proxies);

  // One that is taken.
  class Taken {
   public:
    Taken(Places& places, std::string network) : places_(places), network_(std::move(network)) {}
    ~Taken() { places_.Leave(*this); }
    // The account that the last request of the connection was let in for; empty = nobody.
    // Whether the place is kept for it: else it gives way to others.
    bool KeepFor(const std::string& account);
    // How many are kept for the same account; 0 where this one is not.
    int kept_for_account() const;

   private:
    friend Places;
    Places& places_;
    const std::string network_;
    std::string account_;  // for which it is kept; guarded by the mutex of all
  };

  // One for a connection of `peer`, taken until it is let go; null when there is none.
  using Place = std::shared_ptr<Taken>;
  Place Take(const std::string& peer);
  // The same where all are taken, of who lets go of another at once.
  Place TakeInstead(const std::string& peer);

  bool Trusts(const std::string& peer) const { return proxies_.Trusts(peer); }
  int taken() const;
  bool full() const { return taken() >= most_; }

 private:
  Place TakeOf(const std::string& peer, int most);
  void Leave(Taken& place);
  // Keeps it for nobody.
  void Release(Taken& place);

  const int most_;
  const int most_of_network_;
  const int most_of_account_;
  const TrustedProxies& proxies_;
  mutable std::mutex mutex_;
  int taken_ = 0;
  std::unordered_map<std::string, int> of_network_;
  std::unordered_map<std::string, int> of_account_;  // those that are kept
};

}  // namespace waymark::gateway
