#include "gateway/server/trusted_proxies.h"

#include <boost/asio/ip/network_v4.hpp>
#include <optional>
#include <stdexcept>

#include "gateway/server/address.h"
#include "services/common/base/text.h"

namespace waymark::gateway {
namespace {

namespace ip = boost::asio::ip;

constexpr std::string_view kForwarded = "forwarded";

ip::address_v6 Widened(const ip::address& address) {
  return address.is_v6() ? address.to_v6() : ip::make_address_v6(ip::v4_mapped, address.to_v4());
}

ip::network_v6 NetworkIn(std::string_view text) {
  boost::system::error_code error;
  if (const auto address = ip::make_address(text, error); !error) return {Widened(address), 128};
  if (const auto v4 = ip::make_network_v4(text, error); !error) {
    return ip::network_v6(Widened(v4.network()), static_cast<unsigned short>(96 + v4.prefix_length()))
        .canonical();
  }
  if (const auto v6 = ip::make_network_v6(text, error); !error) return v6.canonical();
  throw std::invalid_argument("WAYMARK_TRUSTED_PROXIES: `" + std::string(text) +
                              "` is neither an address nor a network such as 10.0.0.0/8");
}

std::string_view WithoutPort(std::string_view text) {
  if (text.starts_with('[')) return text.substr(1, text.find(']') - 1);
  return text.substr(0, text.find(':'));
}

// Nothing where it is none: `unknown`, or a name of the proxy's own.
std::optional<ip::address> AddressIn(std::string_view text) {
  boost::system::error_code error;
  for (const std::string_view candidate : {text, WithoutPort(text)}) {
    const auto address = ip::make_address(candidate, error);
    if (error) continue;
    return Unmapped(address);
  }
  return std::nullopt;
}

// The value of `for` in an element of Forwarded.
std::string_view ForIn(std::string_view element) {
  for (const std::string_view part : Split(element, ';')) {
    std::string_view pair = Trimmed(part);
    if (Lower(pair.substr(0, 4)) != "for=") continue;
    pair.remove_prefix(4);
    if (pair.size() >= 2 && pair.front() == '"' && pair.back() == '"') pair = pair.substr(1, pair.size() - 2);
    return pair;
  }
  return {};
}

}  // namespace

TrustedProxies::TrustedProxies(std::string_view networks, std::string header) : header_(std::move(header)) {
  if (Trimmed(networks).empty()) return;
  for (const std::string_view text : Split(networks, ',')) networks_.push_back(NetworkIn(Trimmed(text)));
}

bool TrustedProxies::Trusts(const ip::address& address) const {
  for (const ip::network_v6& network : networks_) {
    if (ip::network_v6(Widened(address), network.prefix_length()).canonical() == network) return true;
  }
  return false;
}

bool TrustedProxies::Trusts(const std::string& peer) const {
  if (networks_.empty()) return false;
  const auto address = AddressIn(peer);
  return address && Trusts(*address);
}

// A comma between quotes parts a hop too: proxies write none, and what comes
// before theirs is not looked at.
std::vector<std::string_view> TrustedProxies::HopsOf(const Header& request) const {
  std::vector<std::string_view> hops;
  const auto [begin, end] = request.equal_range(header_);
  for (auto field = begin; field != end; ++field) {
    for (const std::string_view element : Split(View(field->value()), ',')) {
      hops.push_back(header_ == kForwarded ? ForIn(element) : Trimmed(element));
    }
  }
  return hops;
}

std::string TrustedProxies::ClientOf(const Header& request, const std::string& peer) const {
  if (!Trusts(peer)) return peer;
  std::string client = peer;
  const auto hops = HopsOf(request);
  for (auto hop = hops.rbegin(); hop != hops.rend(); ++hop) {
    const auto address = AddressIn(*hop);
    // Who it came from, this proxy does not say.
    if (!address) break;
    client = address->to_string();
    if (!Trusts(*address)) break;
  }
  return client;
}

}  // namespace waymark::gateway
