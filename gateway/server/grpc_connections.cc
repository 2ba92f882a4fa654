#include "gateway/server/grpc_connections.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include "gateway/server/grpc_metadata.h"

namespace waymark::gateway {
namespace {

constexpr std::chrono::milliseconds kSweepEvery{200};

// An address and a port, of which each open connection has another.
std::string KeyOf(const std::string& address, std::string_view port) {
  return address + ' ' + std::string(port);
}

}  // namespace

GrpcConnections::GrpcConnections(asio::io_context& io, const std::string& address, int port, Places& places)
    : io_(io), places_(places), listener_(io.get_executor(), address, port) {}

GrpcConnections::~GrpcConnections() {
  for (const pollfd& connection : open_) close(connection.fd);
}

void GrpcConnections::Start(std::unique_ptr<Server> server) {
  server_ = std::move(server);
  asio::co_spawn(io_,
                 listener_.Run([this] { return io_.get_executor(); },
                               [this](Socket socket) { Take(std::move(socket)); }),
                 asio::detached);
  asio::co_spawn(io_, SweepForever(), asio::detached);
}

void GrpcConnections::Take(Socket socket) {
  error_code error;
  const std::string peer = PeerOf(socket).to_string();
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
  taken_.push_back({.place = std::move(place), .peer = KeyOf(peer, std::to_string(from.port()))});
  {
    const std::lock_guard lock(mutex_);
    known_[taken_.back().peer] = false;
  }
  Server::NewConnectionParameters parameters;
  parameters.fd = handed_over;
  server_->HandleNewConnection(&parameters);
}

Places::Place GrpcConnections::TakeInstead(const std::string& peer) {
  Connection* oldest = nullptr;
  const std::lock_guard lock(mutex_);
  for (Connection& connection : taken_) {
    if (connection.place && !known_[connection.peer] && (!oldest || connection.opened < oldest->opened))
      oldest = &connection;
  }
  Places::Place place = oldest ? places_.TakeInstead(peer) : nullptr;
  if (!place) return nullptr;
  oldest->place.reset();
  shutdown(open_[static_cast<size_t>(oldest - taken_.data())].fd, SHUT_RDWR);
  return place;
}

void GrpcConnections::Know(std::string_view peer) {
  const std::string key = KeyOf(AddressOf(peer), peer.substr(peer.rfind(':') + 1));
  const std::lock_guard lock(mutex_);
  if (const auto found = known_.find(key); found != known_.end()) found->second = true;
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
      known_.erase(taken_[i].peer);
    }
    open_[i] = open_.back();
    open_.pop_back();
    taken_[i] = std::move(taken_.back());
    taken_.pop_back();
  }
}

Awaitable<void> GrpcConnections::SweepForever() {
  Timer timer(io_.get_executor());
  for (;;) {
    timer.expires_after(kSweepEvery);
    co_await timer.async_wait(kAwait);
    Sweep();
  }
}

}  // namespace waymark::gateway
