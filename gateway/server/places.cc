#include "gateway/server/places.h"

#include <algorithm>
#include <boost/asio/ip/address_v6.hpp>
#include <limits>

namespace waymark::gateway {
namespace {

constexpr int kShareOfAccount = 8;

void CountDown(std::unordered_map<std::string, int>& counts, const std::string& key) {
  const auto found = counts.find(key);
  if (--found->second == 0) counts.erase(found);
}

}  // namespace

std::string NetworkOf(const std::string& address) {
  boost::system::error_code error;
  const auto v6 = boost::asio::ip::make_address_v6(address, error);
  if (error || v6.is_v4_mapped()) return address;
  const auto bytes = v6.to_bytes();
  return std::string(bytes.begin(), bytes.begin() + 8);
}

Places::Places(int most, int most_of_network, const TrustedProxies& proxies)
    : most_(most),
      most_of_network_(most_of_network),
      most_of_account_(std::max(1, most / kShareOfAccount)),
      proxies_(proxies) {}

Places::Place Places::Take(const std::string& peer) { return TakeOf(peer, most_); }

Places::Place Places::TakeInstead(const std::string& peer) {
  return TakeOf(peer, std::numeric_limits<int>::max());
}

Places::Place Places::TakeOf(const std::string& peer, int most) {
  std::string network = NetworkOf(peer);
  const std::lock_guard lock(mutex_);
  if (taken_ >= most) return nullptr;
  int& of_network = of_network_[network];
  if (of_network >= most_of_network_ && !proxies_.Trusts(peer)) return nullptr;
  ++taken_;
  ++of_network;
  return std::make_shared<Taken>(*this, std::move(network));
}

void Places::Leave(Taken& place) {
  const std::lock_guard lock(mutex_);
  --taken_;
  CountDown(of_network_, place.network_);
  Release(place);
}

void Places::Release(Taken& place) {
  if (!place.account_.empty()) CountDown(of_account_, place.account_);
  place.account_.clear();
}

bool Places::Taken::KeepFor(const std::string& account) {
  const std::lock_guard lock(places_.mutex_);
  if (account_ == account) return !account.empty();
  places_.Release(*this);
  if (account.empty()) return false;
  const auto kept = places_.of_account_.try_emplace(account, 0).first;
  if (kept->second >= places_.most_of_account_) return false;
  ++kept->second;
  account_ = account;
  return true;
}

int Places::Taken::kept_for_account() const {
  const std::lock_guard lock(places_.mutex_);
  return account_.empty() ? 0 : places_.of_account_.at(account_);
}

int Places::taken() const {
  const std::lock_guard lock(mutex_);
  return taken_;
}

}  // namespace waymark::gateway
