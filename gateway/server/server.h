#pragma once

#include <atomic>
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gateway/server/door.h"
#include "gateway/server/grpc_door.h"
#include "gateway/server/lane.h"
#include "gateway/server/listener.h"
#include "gateway/server/metrics.h"
#include "gateway/server/places.h"
#include "gateway/server/site.h"

namespace waymark::gateway {

struct ServerOptions {
  std::string address = "127.0.0.1";
  int port = 0;  // 0: any free one
  // For gRPC clients; 0: any free one, nothing: none.
  std::optional<int> grpc_port = {};
  // Without, the address must be one of this machine alone.
  std::optional<TlsFiles> tls = {};
  int threads = 2;
  int max_connections = 1024;  // of each door; and calls over gRPC
  int max_connections_of_address = 512;
  std::chrono::seconds drain_time{15};
  ConnectionLimits limits;
  size_t bodies_bytes = 256u << 20;  // of all bodies over HTTP that are not small
  Backends backends;
};

// Listens and spreads the connections over its threads, each of which is a lane.
class Server {
 public:
  // Binds; throws std::exception when the address cannot be had, or may not be
  // without TLS.
  Server(ServerOptions options, const Door& door, const Site& site, Metrics& metrics);
  // Stops, if Stop() was not called.
  ~Server();

  int port() const { return port_; }
  // 0 when there is none.
  int grpc_port() const { return grpc_ ? grpc_->port() : 0; }
  // Takes no more connections, lets the requests under way end (for as long as
  // drain_time), then ends.
  void Stop();

 private:
  void Take(Socket socket);
  Awaitable<void> RefreshCertificate();

  const ServerOptions options_;
  Identities& identities_;
  Places places_;
  BodyRoom bodies_;
  std::unique_ptr<Tls> tls_;
  int port_ = 0;
  std::vector<std::unique_ptr<Lane>> lanes_;
  std::unique_ptr<GrpcDoor> grpc_;
  std::unique_ptr<Listener> listener_;
  size_t turn_ = 0;  // of the lanes
};

}  // namespace waymark::gateway
