// The whole of Waymark in one process: the services, each with its own database,
// and the gateway, which calls them without a socket between.
#include <absl/synchronization/mutex.h>

#include <deque>
#include <iostream>

#include "gateway/server/gateway.h"
#include "gateway/suite/local_services.h"
#include "services/access/definition.h"
#include "services/common/base/log.h"
#include "services/common/base/stop_signal.h"
#include "services/common/base/text.h"
#include "services/common/rpc/host.h"
#include "services/courses/definition.h"
#include "services/evaluation/definition.h"
#include "services/participants/definition.h"
#include "services/progression/definition.h"
#include "services/webhooks/definition.h"

namespace waymark::suite {
namespace {

constexpr char kUsage[] =
    "waymark-suite: all of Waymark in one process, the services and the doors before\n"
    "them. It runs until SIGTERM. The services listen for gRPC too. Their databases are\n"
    "brought to the last migration by `waymark-<service> migrate`.";

struct Part {
  rpc::ServiceDefinition definition;
  rpc::HostSettings settings;
};

struct Settings {
  gateway::Settings gateway;
  rpc::SharedSettings shared;
  // In the order in which they start: people, units and accounts are asked for by others.
  std::deque<Part> parts = {{participants::Definition(), {}}, {access::Definition(), {}},
                            {courses::Definition(), {}},      {progression::Definition(), {}},
                            {evaluation::Definition(), {}},   {webhooks::Definition(), {}}};
};

void Load(int argc, char** argv, Settings& settings) {
  Config config;
  gateway::Declare(config, settings.gateway);
  rpc::DeclareShared(config, /*streams=*/true, settings.shared);
  for (Part& part : settings.parts) {
    rpc::DeclareOwn(config, part.definition, "WAYMARK_" + Upper(part.definition.name) + "_", part.settings);
  }
  LoadOrExit(config, argc, argv, kUsage);
  for (Part& part : settings.parts) {
    part.settings.shared = settings.shared;
    for (const Part& other : settings.parts)
      part.settings.upstreams[other.definition.name] = other.settings.listen;
  }
}

int Run(Settings& settings) {
  StopSignal stop;
  std::deque<rpc::Host> hosts;
  for (Part& part : settings.parts) {
    if (!rpc::AwaitDatabase(part.definition, part.settings.database, stop)) return 0;
    if (part.definition.gives_way) {
      for (rpc::Host& host : hosts) part.settings.gives_way_to.push_back(&host.runner());
    }
    rpc::Host& host = hosts.emplace_back(part.definition, part.settings);
    settings.gateway.server.backends.local[part.definition.name] = LocalServiceOf(host.runner());
  }
  gateway::Gateway gateway(settings.gateway, {rpc::MetricsRegistry()});
  stop.Wait();
  Log(LogLevel::kInfo, "stopping");
  for (rpc::Host& host : hosts) host.AnnounceStop();
  gateway.Stop();
  while (!hosts.empty()) hosts.pop_back();
  Log(LogLevel::kInfo, "stopped");
  return 0;
}

}  // namespace
}  // namespace waymark::suite

int main(int argc, char** argv) try {
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  waymark::suite::Settings settings;
  waymark::suite::Load(argc, argv, settings);
  waymark::StartLog("suite", settings.gateway.log_level);
  return waymark::suite::Run(settings);
} catch (const std::exception& error) {
  std::cerr << "waymark-suite: " << error.what() << "\n";
  return 1;
}
