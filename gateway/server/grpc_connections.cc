#include "gateway/server/grpc_connections.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <functional>
#include <limits>

#include "gateway/server/grpc_metadata.h"
#include "gateway/server/received_bytes.h"
#include "services/common/base/thread_name.h"

namespace waymark::gateway {
namespace {

// How long it waits while there is somebody whom nobody knows, who may bring a megabyte in this time; while
// all are known; and while there is nobody.
constexpr std::chrono::milliseconds kWithUnknown{5}, kWithKnown{20}, kAlone{200};
// For how long nobody is taken from where too much came.
constexpr std::chrono::seconds kBarred{10};

// An address and a port, of which each open connection has another.
std::string KeyOf(const std::string& address, std::string_view port) {
  return address + ' ' + std::string(port);
}

}  // namespace

void GrpcGuest::IsOf(const std::string& account) {
  const auto place = place_.lock();
  known_ = !account.empty();
  kept_ = place && place->KeepFor(account);
}

Brought GrpcGuest::brought(uint64_t bytes) const {
  return {.bytes = bytes,
          .bytes_heard = bytes_heard_,
          .calls = calls_,
          .calls_heard = calls_heard_,
          .open = open_,
          .known = known_};
}

GrpcConnections::GrpcConnections(const std::string& address, int port, Places& places)
    : places_(places), listener_(io_.get_executor(), address, port) {}

GrpcConnections::~GrpcConnections() {
  io_.stop();
  if (thread_.joinable()) thread_.join();
  for (const pollfd& connection : open_) close(connection.fd);
}

void GrpcConnections::Start(std::unique_ptr<Server> server) {
  server_ = std::move(server);
  asio::co_spawn(io_,
                 listener_.Run([this] { return io_.get_executor(); },
                               [this](Socket socket) { Take(std::move(socket)); }),
                 asio::detached);
  asio::co_spawn(io_, SweepForever(), asio::detached);
  thread_ = std::thread([this] {
    NameThread("gateway-grpc");
    io_.run();
  });
}

void GrpcConnections::Take(Socket socket) {
  error_code error;
  const std::string peer = PeerOf(socket).to_string();
  const std::string network = places_.Trusts(peer) ? "" : NetworkOf(peer);
  if (IsBarred(network)) return;
  Places::Place place = places_.Take(peer);
  if (!place) {
    Sweep();
    place = places_.Take(peer);
  }
  if (!place && places_.full()) place = TakeInstead(peer);
  if (!place) return;
  const auto from = socket.remote_endpoint(error);
  if (error) return;
  socket.set_option(asio::ip::tcp::no_delay(true), error);
  socket.native_non_blocking(true, error);
  const int own = fcntl(socket.native_handle(), F_DUPFD_CLOEXEC, 0);
  if (error || own < 0) return;
  const int handed_over = socket.release(error);
  open_.push_back({.fd = own, .events = 0, .revents = 0});
  taken_.push_back({.place = place,
                    .peer = KeyOf(peer, std::to_string(from.port())),
                    .network = network,
                    .guest = std::make_shared<GrpcGuest>(place)});
  {
    const std::lock_guard lock(mutex_);
    guests_[taken_.back().peer] = taken_.back().guest;
  }
  Server::NewConnectionParameters parameters;
  parameters.fd = handed_over;
  server_->HandleNewConnection(&parameters);
  pause_.cancel();
}

Places::Place GrpcConnections::TakeInstead(const std::string& peer) {
  Connection* other = WhoGivesWay();
  Places::Place place = other ? places_.TakeInstead(peer) : nullptr;
  if (place) End(*other);
  return place;
}

GrpcConnections::Connection* GrpcConnections::WhoGivesWay() {
  Connection* found = nullptr;
  int kept_for_found = 0;
  for (Connection& connection : taken_) {
    const bool may = connection.guest->may_give_way();
    if (!connection.place || !(may || connection.guest->is_at_rest())) continue;
    const int kept = may ? std::numeric_limits<int>::max() : connection.place->kept_for_account();
    if (found && std::pair(kept_for_found, connection.opened) >= std::pair(kept, found->opened)) continue;
    found = &connection;
    kept_for_found = kept;
  }
  return found;
}

void GrpcConnections::End(Connection& connection) {
  connection.place.reset();
  shutdown(open_[static_cast<size_t>(&connection - taken_.data())].fd, SHUT_RDWR);
}

std::shared_ptr<GrpcGuest> GrpcConnections::GuestOf(std::string_view peer) {
  const std::string key = KeyOf(AddressOf(peer), peer.substr(peer.rfind(':') + 1));
  const std::lock_guard lock(mutex_);
  const auto found = guests_.find(key);
  return found == guests_.end() ? std::make_shared<GrpcGuest>(Places::Place()) : found->second;
}

void GrpcConnections::Bar(const Connection& connection) {
  if (!connection.network.empty()) barred_[connection.network] = Clock::now() + kBarred;
}

void GrpcConnections::Weigh() {
  const auto now = Clock::now();
  const auto time = now - std::exchange(weighed_, now);
  std::erase_if(barred_, [now](const auto& entry) { return entry.second < now; });
  double unknown = 0;
  std::vector<Connection*> by_bytes;
  for (size_t i = 0; i < taken_.size(); ++i) {
    Connection& connection = taken_[i];
    if (!connection.place) continue;
    connection.load.Add(connection.guest->brought(ReceivedBytes(open_[i].fd)), time);
    if (connection.load.is_too_much()) {
      Bar(connection);
      End(connection);
    } else if (!connection.guest->is_known() && IsBarred(connection.network)) {
      End(connection);
    } else if (connection.load.unknown_bytes() > 0) {
      unknown += connection.load.unknown_bytes();
      by_bytes.push_back(&connection);
    }
  }
  if (unknown <= kMostUnknownBytes) return;
  std::ranges::sort(by_bytes, std::greater(),
                    [](const Connection* one) { return one->load.unknown_bytes(); });
  for (auto* largest = by_bytes.data(); unknown > kMostUnknownBytes; ++largest) {
    unknown -= (*largest)->load.unknown_bytes();
    Bar(**largest);
    End(**largest);
  }
}

// gRPC shuts a connection down before it closes it, which its other descriptor
// sees as a hang-up.
void GrpcConnections::Sweep() {
  if (poll(open_.data(), open_.size(), 0) <= 0) return;
  for (size_t i = open_.size(); i-- > 0;) {
    if ((open_[i].revents & (POLLHUP | POLLNVAL)) == 0) continue;
    close(open_[i].fd);
    {
      const std::lock_guard lock(mutex_);
      guests_.erase(taken_[i].peer);
    }
    open_[i] = open_.back();
    open_.pop_back();
    taken_[i] = std::move(taken_.back());
    taken_.pop_back();
  }
}

Awaitable<void> GrpcConnections::SweepForever() {
  for (;;) {
    const bool all_known =
        std::ranges::all_of(taken_, [](const Connection& one) { return one.guest->is_known(); });
    pause_.expires_after(taken_.empty() ? kAlone : all_known ? kWithKnown : kWithUnknown);
    error_code cut_short;
    co_await pause_.async_wait(asio::redirect_error(kAwait, cut_short));
    // First, so that what was brought counts also where gRPC has ended the connection by itself.
    Weigh();
    Sweep();
  }
}

}  // namespace waymark::gateway
