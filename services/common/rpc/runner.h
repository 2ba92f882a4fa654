#pragma once

#include <chrono>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "services/common/events/published.h"
#include "services/common/rpc/exchange.h"
#include "services/common/rpc/method.h"
#include "services/common/rpc/service.h"

namespace waymark::rpc {

class Runner;

struct RunnerOptions {
  std::string service;             // `participants`
  std::string database;            // libpq connection string of the application role
  std::string part_database = {};  // that of the role bound to a part; empty = there is none
  int workers = 8;                 // threads, each with one connection
  int queue = 64;                  // calls that may wait; more are RESOURCE_EXHAUSTED
  std::string token_key;
  std::string caller_keys;            // what the gateway's signatures are checked with, PEM
  std::string redis = {};             // the event streams, as RedisStreams takes it
  int partitions = 1;                 // how many each service has
  events::Publishers published = {};  // those whose events it reads
  // Of the service that owns organizations, see Organizations.
  const db::Query* organizations = nullptr;
  // Calls are refused while one of these is at its limit, too; they outlive it.
  std::vector<const Runner*> gives_way_to = {};
  // How long the reader of a stream may take for one message.
  std::chrono::milliseconds write_time{30'000};
};

// The one wrapper around every handler. The thread that a call comes on only
// enqueues; a worker takes the call, drops it if its deadline has passed or the
// caller has gone, validates the request against the field rules of its proto,
// finds the organization, runs the handler and finishes the call: errors become
// answers here and nowhere else, a replayed request_id is answered with the first
// answer here, metrics and one log line per call are written here.
//
// Where the answer is a stream, the handler gives what it comes from, and the worker is
// free again: see stream.h.
//
// A handler may run more than once for one call, with an empty reply each time:
// when PostgreSQL undid its transaction because another came between, or when
// nobody knows whether it was committed and the call has a request_id.
class Runner {
 public:
  // `directory` may be null for the service that owns organizations.
  Runner(RunnerOptions options, const Clock& clock, Directory* directory);
  ~Runner();

  // Takes the services in, before the first call. Throws std::logic_error that
  // names the RPC which has no handler, or one of other types than its proto.
  void Serve(const std::vector<Service>& services);

  // The RPCs of all services.
  std::deque<Method>& methods();
  // By its name (`waymark.participants.v1.UnitsService/GetUnit`); null = none.
  Method* Find(std::string_view name);

  // Runs one call. The messages are of the method's types and hold until the
  // exchange is finished; `reply` is null where the answer is a stream.
  void Submit(Method& method, std::unique_ptr<Exchange> exchange, google::protobuf::Message* request,
              google::protobuf::Message* reply);

  // Whether a call that came now would be refused, because others wait too long.
  bool is_at_limit() const;

  // How it was made.
  const RunnerOptions& options() const;

  // Tells the calls that wait for something to happen to answer now, and ends streams.
  void AnnounceStop();
  // Whether the service is about to stop.
  bool stopping() const;

  // No more calls are taken; those under way are finished.
  void Shutdown();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace waymark::rpc
