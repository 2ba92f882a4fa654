#pragma once

#include <grpcpp/grpcpp.h>

#include <functional>
#include <memory>
#include <string>

#include "services/common/rpc/call.h"

namespace waymark::rpc {

struct RunnerOptions {
  std::string service;             // `participants`
  std::string database;            // libpq connection string of the application role
  std::string part_database = {};  // that of the role bound to a part; empty = there is none
  int workers = 8;                 // threads, each with one connection
  int queue = 64;                  // calls that may wait; more are RESOURCE_EXHAUSTED
  std::string token_key;
  std::string caller_keys;  // what the gateway's signatures are checked with, PEM
  std::string redis = {};   // the event streams, as RedisStreams takes it
};

// The one wrapper around every handler. A gRPC callback thread only enqueues; a
// worker takes the call, drops it if its deadline has passed or the caller has
// gone, validates the request against the field rules of its proto, finds the
// organization, runs the handler and finishes the call: errors become statuses
// here and nowhere else, a replayed request_id is answered with the first
// answer here, metrics and one log line per call are written here.
//
// A handler may run more than once for one call, with an empty reply each time:
// when PostgreSQL undid its transaction because another came between, or when
// nobody knows whether it was committed and the call has a request_id.
class Runner {
 public:
  // `directory` may be null for a service that refers to no others.
  Runner(RunnerOptions options, const Clock& clock, Directory* directory);
  ~Runner();

  // Runs `handler` for one call of a callback service:
  //
  //   grpc::ServerUnaryReactor* GetUnit(grpc::CallbackServerContext* context, const GetUnitRequest* request,
  //                                     Unit* reply) override {
  //     return run_(context, request, reply, [](Call& call, const GetUnitRequest& q, Unit& unit) { … });
  //   }
  template <typename Request, typename Reply, typename Handler>
  grpc::ServerUnaryReactor* operator()(grpc::CallbackServerContext* context, const Request* request,
                                       Reply* reply, Handler handler) {
    // The request is gRPC's and nobody else's: what the metadata says may be put into it.
    return Enqueue(
        context, const_cast<Request*>(request), reply,
        [request, reply, handler = std::move(handler)](Call& call) { handler(call, *request, *reply); });
  }

  // How it was made.
  const RunnerOptions& options() const;

  // Tells the calls that wait for something to happen to answer now.
  void AnnounceStop();
  // Whether the service is about to stop.
  bool stopping() const;

  // No more calls are taken; those under way are finished.
  void Shutdown();

 private:
  grpc::ServerUnaryReactor* Enqueue(grpc::CallbackServerContext* context, google::protobuf::Message* request,
                                    google::protobuf::Message* reply, std::function<void(Call&)> handler);
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace waymark::rpc
