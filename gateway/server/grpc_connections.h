#pragma once

#include <grpcpp/grpcpp.h>
#include <poll.h>

#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "gateway/server/listener.h"
#include "gateway/server/places.h"

namespace waymark::gateway {

// The connections of a gRPC server, which are no more than it may have: gRPC
// itself counts none. They are taken here and handed over; of each a second
// descriptor is kept, by which is seen that gRPC, or the client, has ended it, and by
// which it is ended to make room.
class GrpcConnections {
 public:
  using Server = grpc::experimental::ExternalConnectionAcceptor;

  // Throws std::runtime_error when the address cannot be had.
  GrpcConnections(asio::io_context& io, const std::string& address, int port, Places& places);
  ~GrpcConnections();

  int port() const { return listener_.port(); }
  // Somebody has shown a credential that holds on the connection of this peer, as gRPC
  // names it: it gives way to no other any more. On any thread.
  void Know(std::string_view peer);
  // Hands connections over to `server`, which runs.
  void Start(std::unique_ptr<Server> server);
  // Takes no more; those that are there go on.
  void Close() { listener_.Close(); }

 private:
  struct Connection {
    Places::Place place;  // null: it has given way
    std::string peer;     // as KeyOf has it
    std::chrono::steady_clock::time_point opened = std::chrono::steady_clock::now();
  };

  void Take(Socket socket);
  // In the place of the oldest connection on which nobody is known; null when all are.
  Places::Place TakeInstead(const std::string& peer);
  // Closes the descriptors of those that have ended.
  void Sweep();
  Awaitable<void> SweepForever();

  asio::io_context& io_;
  Places& places_;
  Listener listener_;
  std::unique_ptr<Server> server_;
  // On the thread of `io`; the connections are in the order of the descriptors.
  std::vector<pollfd> open_;
  std::vector<Connection> taken_;
  std::mutex mutex_;
  std::unordered_map<std::string, bool> known_;  // of those that are open; guarded by mutex_
};

}  // namespace waymark::gateway
