#pragma once

#include <atomic>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "gateway/server/connection.h"
#include "gateway/server/door.h"
#include "gateway/server/metrics.h"
#include "gateway/server/site.h"

namespace waymark::gateway {

struct ServerOptions {
  std::string address = "127.0.0.1";
  int port = 0;  // 0: any free one
  int threads = 2;
  int max_connections = 1024;
  std::chrono::seconds drain_time{15};
  ConnectionLimits limits;
  Backends backends;
};

// Listens and spreads the connections over its threads. Each thread is a lane
// of its own: its connections, its channels to the services, no locks.
class Server {
 public:
  // Binds; throws std::exception when the address cannot be had.
  Server(ServerOptions options, const Door& door, const Site& site, Metrics& metrics);
  // Stops, if Stop() was not called.
  ~Server();

  int port() const { return port_; }
  // Takes no more connections, lets the requests under way end (for as long as
  // drain_time), then ends.
  void Stop();

 private:
  class Lane;
  Awaitable<void> Accept();

  const ServerOptions options_;
  Identities& identities_;
  std::atomic<int> open_ = 0;  // connections
  int port_ = 0;
  std::vector<std::unique_ptr<Lane>> lanes_;
  std::unique_ptr<boost::asio::basic_socket_acceptor<boost::asio::ip::tcp, Executor>> acceptor_;
};

}  // namespace waymark::gateway
