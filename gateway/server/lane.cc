#include "gateway/server/lane.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>

namespace waymark::gateway {
namespace {

constexpr std::chrono::milliseconds kSweepEvery{200};

}  // namespace

Lane::Lane(const Backends& backends, const ConnectionLimits& limits, const Door& door, const Site& site,
           Metrics& metrics, const Tls* tls, std::atomic<int>& open)
    : upstreams_(backends), context_{door, site, metrics, upstreams_, limits, draining_, tls}, open_(open) {}

void Lane::Start() {
  asio::co_spawn(io_, SweepForever(), asio::detached);
  thread_ = std::thread([this] { io_.run(); });
}

void Lane::Take(Socket socket) {
  asio::post(io_, [this, socket = std::move(socket)]() mutable { Serve(std::move(socket)); });
}

void Lane::Drain() {
  asio::post(io_, [this] {
    draining_ = true;
    for (Connection* connection : connections_) connection->CloseIfIdle();
  });
}

void Lane::Abort() {
  asio::post(io_, [this] {
    for (Connection* connection : connections_) connection->Abort();
  });
}

void Lane::Stop() {
  asio::post(io_, [this] { io_.stop(); });
  thread_.join();
}

void Lane::Serve(Socket socket) {
  auto connection = std::make_shared<Connection>(std::move(socket), context_);
  connections_.insert(connection.get());
  context_.metrics.ConnectionOpens();
  asio::co_spawn(io_, connection->Run(), [this, connection](std::exception_ptr) {
    connections_.erase(connection.get());
    context_.metrics.ConnectionCloses();
    --open_;
  });
}

Awaitable<void> Lane::SweepForever() {
  Timer timer(io_.get_executor());
  for (;;) {
    timer.expires_after(kSweepEvery);
    co_await timer.async_wait(kAwait);
    const auto now = Connection::Clock::now();
    for (Connection* connection : connections_) connection->Sweep(now);
  }
}

}  // namespace waymark::gateway
