#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "services/common/base/config.h"
#include "services/common/base/stop_signal.h"
#include "services/common/events/relay.h"
#include "services/common/events/retention.h"
#include "services/common/rpc/definition.h"
#include "services/common/rpc/directory.h"
#include "services/common/rpc/renewal.h"
#include "services/common/rpc/server.h"
#include "services/common/rpc/stream_metrics.h"
#include "services/common/rpc/upstream.h"

namespace waymark::rpc {

// What all services of a process may share.
struct SharedSettings {
  std::string redis;  // the event streams, as RedisStreams takes it
  std::string token_key;
  std::string caller_keys;
  int workers = 0;
  int queue = 0;
  int stream_events = 0;  // how many events of a service Redis keeps
};

struct HostSettings {
  std::string listen;         // `unix:/path` or `host:port`
  std::string database;       // libpq connection string of the application role
  std::string part_database;  // that of the role bound to a part
  Upstreams upstreams;        // the services that it asks, see UpstreamsOf
  authorization::PeerFiles tls;
  SharedSettings shared;
  std::vector<const Runner*> gives_way_to = {};  // of the same process
};

// `streams`: whether any of them publishes or consumes events.
void DeclareShared(Config& config, bool streams, SharedSettings& settings);
// A service's own; `prefix` begins the variables' names.
void DeclareOwn(Config& config, const ServiceDefinition& definition, const std::string& prefix,
                HostSettings& settings);

// The names of the services that it asks: for references, and for events that their
// streams lack.
std::set<std::string> UpstreamsOf(const ServiceDefinition& definition);
// Where these are, in a process of its own.
void DeclareUpstreams(Config& config, const ServiceDefinition& definition, Upstreams& upstreams);
// What a service shows of itself over the network.
void DeclareTls(Config& config, const std::string& name, const std::string& prefix,
                authorization::PeerFiles& tls);

// Waits until the service's database answers; false when told to stop before.
// Throws std::runtime_error when its schema is not the one that this program
// wants.
bool AwaitDatabase(const ServiceDefinition& definition, const std::string& database, StopSignal& stop);

// A service that runs: its gRPC server, its relays and its consumers.
class Host {
 public:
  Host(const ServiceDefinition& definition, const HostSettings& settings);
  // Lets the calls under way finish. Where several stop, all are announced first.
  ~Host();

  // Says that it will stop: to callers, and to its own work in the background.
  void AnnounceStop();

  // For callers in the same process.
  Runner& runner() { return runner_; }

 private:
  const std::unique_ptr<Directory> directory_;
  const int partitions_;  // of the streams
  Runner runner_;
  std::vector<std::unique_ptr<events::Relay>> relays_;
  std::vector<std::unique_ptr<events::Consumer>> consumers_;
  std::unique_ptr<StreamMetrics> stream_metrics_;
  const events::RequestRetention retention_;
  std::unique_ptr<Renewal> renewal_;  // null where nothing is sealed
  std::shared_ptr<void> background_;
  std::unique_ptr<Server> server_;
  bool announced_ = false;
};

}  // namespace waymark::rpc
