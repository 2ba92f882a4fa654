#pragma once

#include <atomic>
#include <boost/asio/executor_work_guard.hpp>
#include <memory>
#include <set>
#include <thread>

#include "gateway/server/async.h"
#include "gateway/server/connection.h"

namespace waymark::gateway {

// One thread with all that its connections work with: its own channels to the
// services, no locks.
class Lane {
 public:
  // `open` counts the connections of all lanes.
  Lane(const Backends& backends, const ConnectionLimits& limits, const Door& door, const Site& site,
       Metrics& metrics, const Tls* tls, std::atomic<int>& open);

  asio::io_context& io() { return io_; }
  const ConnectionContext& context() const { return context_; }

  void Start();
  // On any thread.
  void Take(Socket socket);
  void Drain();
  void Abort();
  // When no connection is left.
  void Stop();

 private:
  void Serve(Socket socket);
  Awaitable<void> SweepForever();

  asio::io_context io_{1};
  asio::executor_work_guard<Executor> work_{io_.get_executor()};
  Upstreams upstreams_;
  bool draining_ = false;
  const ConnectionContext context_;
  std::atomic<int>& open_;
  std::set<Connection*> connections_;
  std::thread thread_;
};

}  // namespace waymark::gateway
