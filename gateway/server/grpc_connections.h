#pragma once

#include <grpcpp/grpcpp.h>
#include <poll.h>

#include <memory>
#include <string>
#include <vector>

#include "gateway/server/listener.h"
#include "gateway/server/places.h"

namespace waymark::gateway {

// The connections of a gRPC server, which are no more than it may have: gRPC
// itself counts none. They are taken here and handed over; of each a second
// descriptor is kept, by which is seen that gRPC, or the client, has ended it.
class GrpcConnections {
 public:
  using Server = grpc::experimental::ExternalConnectionAcceptor;

  // Throws std::runtime_error when the address cannot be had.
  GrpcConnections(asio::io_context& io, const std::string& address, int port, Places& places);
  ~GrpcConnections();

  int port() const { return listener_.port(); }
  // Hands connections over to `server`, which runs.
  void Start(std::unique_ptr<Server> server);
  // Takes no more; those that are there go on.
  void Close() { listener_.Close(); }

 private:
  void Take(Socket socket);
  // Closes the descriptors of those that have ended.
  void Sweep();
  Awaitable<void> SweepForever();

  asio::io_context& io_;
  Places& places_;
  Listener listener_;
  std::unique_ptr<Server> server_;
  // On the thread of `io`; the places are in the order of the descriptors.
  std::vector<pollfd> open_;
  std::vector<Places::Place> taken_;
};

}  // namespace waymark::gateway
