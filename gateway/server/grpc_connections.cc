#include "gateway/server/grpc_connections.h"

#include <fcntl.h>
#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

namespace waymark::gateway {
namespace {

constexpr std::chrono::milliseconds kSweepEvery{200};

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
  if (!place) return;
  socket.set_option(asio::ip::tcp::no_delay(true), error);
  socket.native_non_blocking(true, error);
  const int own = fcntl(socket.native_handle(), F_DUPFD_CLOEXEC, 0);
  if (error || own < 0) return;
  const int handed_over = socket.release(error);
  open_.push_back({.fd = own, .events = 0, .revents = 0});
  taken_.push_back(std::move(place));
  Server::NewConnectionParameters parameters;
  parameters.fd = handed_over;
  server_->HandleNewConnection(&parameters);
}

// gRPC shuts a connection down before it closes it, which its other descriptor
// sees as a hang-up.
void GrpcConnections::Sweep() {
  if (poll(open_.data(), open_.size(), 0) <= 0) return;
  for (size_t i = open_.size(); i-- > 0;) {
    if ((open_[i].revents & (POLLHUP | POLLNVAL)) == 0) continue;
    close(open_[i].fd);
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
