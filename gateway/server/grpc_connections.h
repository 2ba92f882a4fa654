#pragma once

#include <grpcpp/grpcpp.h>
#include <poll.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <vector>

#include "gateway/server/grpc_load.h"
#include "gateway/server/listener.h"
#include "gateway/server/places.h"

namespace waymark::gateway {

// A connection of gRPC as its calls see it. Thread-safe.
class GrpcGuest {
 public:
  explicit GrpcGuest(std::weak_ptr<Places::Taken> place) : place_(std::move(place)) {}

  void CallBegins() { ++calls_, ++open_; }
  void CallEnds() { --open_; }
  // A call shows that it is of this account; empty = its credential does not hold.
  void IsOf(const std::string& account);
  // A message of a call was read, the first one of it or another.
  void Hear(size_t bytes, bool first) { bytes_heard_ += bytes, calls_heard_ += first ? 1 : 0; }
  // With what its socket has received.
  Brought brought(uint64_t bytes) const;
  // Whether its place is kept for nobody.
  bool may_give_way() const { return !kept_; }
  bool is_known() const { return known_; }
  bool is_at_rest() const { return open_ == 0; }

 private:
  const std::weak_ptr<Places::Taken> place_;
  std::atomic<uint64_t> calls_ = 0, calls_heard_ = 0, bytes_heard_ = 0, open_ = 0;
  std::atomic<bool> known_ = false, kept_ = false;
};

// The connections of a gRPC server, which are no more than it may have, and bring no more than it can
// take: gRPC itself counts none. They are taken here and handed over; of each a second
// descriptor is kept, by which is seen that gRPC, or the client, has ended it, and by
// which it is ended to make room.
class GrpcConnections {
 public:
  using Server = grpc::experimental::ExternalConnectionAcceptor;

  // Throws std::runtime_error when the address cannot be had.
  GrpcConnections(const std::string& address, int port, Places& places);
  ~GrpcConnections();

  int port() const { return listener_.port(); }
  // The connection of this peer, as gRPC names it; another where that has ended. On any thread.
  std::shared_ptr<GrpcGuest> GuestOf(std::string_view peer);
  // Hands connections over to `server`, which runs.
  void Start(std::unique_ptr<Server> server);
  // Takes no more; those that are there go on.
  void Close() { listener_.Close(); }

 private:
  using Clock = std::chrono::steady_clock;
  struct Connection {
    Places::Place place;  // null: it has given way
    std::string peer;     // as KeyOf has it
    std::string network;  // empty: of a trusted proxy
    std::shared_ptr<GrpcGuest> guest;
    GrpcLoad load = {};
    Clock::time_point opened = Clock::now();
  };

  void Take(Socket socket);
  // In the place of one that gives way; null when all work.
  Places::Place TakeInstead(const std::string& peer);
  // The oldest of those that may; where none may, of those at rest the oldest of whom most places are kept
  // for.
  Connection* WhoGivesWay();
  // Closes the descriptors of those that have ended.
  void Sweep();
  // Ends those that bring too much, and takes no more from where they come for a while.
  void Weigh();
  void Bar(const Connection& connection);
  bool IsBarred(const std::string& network) const { return barred_.contains(network); }
  void End(Connection& connection);
  Awaitable<void> SweepForever();

  // A thread of its own: lanes may be busy with what is to be ended.
  asio::io_context io_{1};
  Places& places_;
  Listener listener_;
  std::unique_ptr<Server> server_;
  // All on that thread; the connections are in the order of the descriptors.
  std::vector<pollfd> open_;
  std::vector<Connection> taken_;
  Clock::time_point weighed_ = Clock::now();
  Timer pause_{io_.get_executor()};
  std::unordered_map<std::string, Clock::time_point> barred_;  // networks, until when
  std::mutex mutex_;
  // Of those that are open, by their peers; guarded by mutex_.
  std::unordered_map<std::string, std::shared_ptr<GrpcGuest>> guests_;
  std::thread thread_;
};

}  // namespace waymark::gateway
