#include "gateway/server/lane.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <limits>

#include "gateway/server/problem.h"
#include "gateway/server/response_head.h"
#include "services/common/base/ids.h"
#include "services/common/base/thread_name.h"

namespace waymark::gateway {
namespace {

constexpr std::chrono::milliseconds kSweepEvery{200};

}  // namespace

Lane::Lane(const Backends& backends, const ConnectionLimits& limits, BodyRoom& bodies, const Door& door,
           const Site& site, Metrics& metrics, const Tls* tls)
    : upstreams_(backends), context_{door,   site,   metrics,   upstreams_, streams_,
                                     limits, bodies, draining_, tls} {}

void Lane::Start() {
  asio::co_spawn(io_, SweepForever(), asio::detached);
  asio::co_spawn(io_, streams_.Guard(context_.door.identities(), upstreams_), asio::detached);
  thread_ = std::thread([this] {
    NameThread("gateway");
    io_.run();
  });
}

void Lane::Take(Socket socket, Places::Place place) {
  asio::post(io_, [this, socket = std::move(socket), place = std::move(place)]() mutable {
    Serve(std::move(socket), std::move(place));
  });
}

void Lane::TakeInstead(Socket socket, Places& places) {
  asio::post(io_, [this, &places, socket = std::move(socket)]() mutable {
    Connection* other = WhoGivesWay();
    Places::Place place = other ? places.TakeInstead(PeerOf(socket).to_string()) : nullptr;
    if (!place) return Refuse(std::move(socket), context_.tls);
    connections_.at(other).reset();
    other->Abort();
    Serve(std::move(socket), std::move(place));
  });
}

Connection* Lane::WhoGivesWay() const {
  Connection* found = nullptr;
  int kept_for_found = 0;
  for (const auto& [connection, place] : connections_) {
    if (!place || !(connection->MayGiveWay() || connection->IsAtRest())) continue;
    const int kept = connection->MayGiveWay() ? std::numeric_limits<int>::max() : place->kept_for_account();
    if (found && std::pair(kept_for_found, connection->opened()) >= std::pair(kept, found->opened()))
      continue;
    found = connection;
    kept_for_found = kept;
  }
  return found;
}

// It is written once and not waited for. Who speaks TLS could not read it.
void Lane::Refuse(Socket socket, const Tls* tls) {
  if (tls) return;
  const RequestInfo info{.request_id = NewUuid()};
  const Response response = Problem(
      Error(Code::kUnavailable, "TOO_MANY_CONNECTIONS", "too many connections are open; try again"), info);
  std::string text;
  MakeHead(response, {.request_id = info.request_id, .keep_alive = false}, text);
  error_code ignored;
  socket.non_blocking(true, ignored);
  socket.write_some(asio::buffer(text + response.body), ignored);
}

void Lane::Drain() {
  asio::post(io_, [this] {
    draining_ = true;
    streams_.Stop();
    for (const auto& [connection, place] : connections_) connection->CloseIfIdle();
  });
}

void Lane::Abort() {
  asio::post(io_, [this] {
    for (const auto& [connection, place] : connections_) connection->Abort();
  });
}

void Lane::Stop() {
  asio::post(io_, [this] { io_.stop(); });
  thread_.join();
}

void Lane::Serve(Socket socket, Places::Place place) {
  auto connection = std::make_shared<Connection>(std::move(socket), place, context_);
  connections_.emplace(connection.get(), std::move(place));
  context_.metrics.ConnectionOpens();
  asio::co_spawn(io_, connection->Run(),
                 [this, connection, place = std::move(place)](std::exception_ptr) mutable {
                   connections_.erase(connection.get());
                   context_.metrics.ConnectionCloses();
                   place.reset();
                 });
}

Awaitable<void> Lane::SweepForever() {
  Timer timer(io_.get_executor());
  for (;;) {
    timer.expires_after(kSweepEvery);
    co_await timer.async_wait(kAwait);
    const auto now = Connection::Clock::now();
    for (const auto& [connection, place] : connections_) connection->Sweep(now);
  }
}

}  // namespace waymark::gateway
