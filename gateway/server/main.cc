#include <absl/synchronization/mutex.h>

#include <algorithm>
#include <cctype>
#include <iostream>

#include "gateway/server/api.h"
#include "gateway/server/descriptor_set.h"
#include "gateway/server/docs.h"
#include "gateway/server/openapi.h"
#include "gateway/server/server.h"
#include "gateway/server/settings.h"
#include "services/common/base/log.h"
#include "services/common/base/stop_signal.h"

namespace {

constexpr char kUsage[] =
    "waymark-gateway: the HTTP door of Waymark. It serves REST/JSON and Connect (unary),\n"
    "calls the services over gRPC, and runs until SIGTERM.";

std::string UpstreamSetting(std::string name) {
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::toupper(c); });
  return "WAYMARK_UPSTREAM_" + name;
}

}  // namespace

int main(int argc, char** argv) try {
  using namespace waymark;
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  StopSignal stop;
  const gateway::Api api(
      gateway::WaymarkServices(gateway::DescriptorSet(), *google::protobuf::DescriptorPool::generated_pool()),
      *google::protobuf::MessageFactory::generated_factory());
  gateway::Settings settings;
  Config config;
  gateway::Declare(config, settings);
  for (const std::string& name : api.Upstreams()) {
    config.Text(UpstreamSetting(name), "gRPC address of the " + name + " service, as unix:/path or host:port",
                &settings.server.upstreams[name]);
  }
  LoadOrExit(config, argc, argv, kUsage);
  StartLog("gateway", settings.log_level);

  gateway::Metrics metrics;
  const gateway::Json openapi = gateway::OpenApi(api, gateway::DescriptorSet());
  const gateway::Site site({{"/openapi.json", "application/json", openapi.dump()},
                            {"/docs", "text/html; charset=utf-8", gateway::DocsPage(openapi)},
                            {"/docs.css", "text/css; charset=utf-8", std::string(gateway::DocsStyle())}},
                           metrics);
  gateway::Identities identities(settings.caller_key);
  const gateway::Door door(api, identities, settings.door);
  gateway::Server server(settings.server, door, site, metrics);
  Log(LogLevel::kInfo, "serving", {{"address", settings.server.address}, {"port", server.port()}});

  stop.Wait();
  Log(LogLevel::kInfo, "stopping");
  server.Stop();
  Log(LogLevel::kInfo, "stopped");
  return 0;
} catch (const std::exception& error) {
  std::cerr << "waymark-gateway: " << error.what() << "\n";
  return 1;
}
