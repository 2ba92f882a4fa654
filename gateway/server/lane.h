#pragma once

#include <boost/asio/executor_work_guard.hpp>
#include <memory>
#include <thread>
#include <unordered_map>

#include "gateway/server/async.h"
#include "gateway/server/connection.h"
#include "gateway/server/places.h"

namespace waymark::gateway {

// One thread with all that its connections work with: its own channels to the
// services, no locks.
class Lane {
 public:
  Lane(const Backends& backends, const ConnectionLimits& limits, BodyRoom& bodies, const Door& door,
       const Site& site, Metrics& metrics, const Tls* tls);

  asio::io_context& io() { return io_; }
  const ConnectionContext& context() const { return context_; }

  void Start();
  // On any thread.
  void Take(Socket socket, Places::Place place);
  // In the place of one that gives way; when there is none, it is refused.
  void TakeInstead(Socket socket, Places& places);
  // Tells the client that there is no room.
  static void Refuse(Socket socket, const Tls* tls);
  void Drain();
  void Abort();
  // When no connection is left.
  void Stop();

 private:
  void Serve(Socket socket, Places::Place place);
  // The oldest connection that may; where none may, of those at rest the oldest of whom most places are
  // kept for. Null when all work.
  Connection* WhoGivesWay() const;
  Awaitable<void> SweepForever();

  asio::io_context io_{1};
  asio::executor_work_guard<Executor> work_{io_.get_executor()};
  Upstreams upstreams_;
  LiveStreams streams_;
  bool draining_ = false;
  const ConnectionContext context_;
  std::unordered_map<Connection*, Places::Place> connections_;
  std::thread thread_;
};

}  // namespace waymark::gateway
