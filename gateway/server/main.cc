#include <absl/synchronization/mutex.h>
#include <signal.h>

#include <iostream>

#include "gateway/server/api.h"
#include "gateway/server/descriptor_set.h"
#include "gateway/server/docs.h"
#include "gateway/server/openapi.h"
#include "gateway/server/server.h"
#include "gateway/server/settings.h"
#include "services/common/base/log.h"

namespace {

constexpr char kUsage[] =
    "waymark-gateway: the HTTP door of Waymark. It serves REST/JSON and Connect (unary),\n"
    "calls the services over gRPC, and runs until SIGTERM.";

// Waits for SIGTERM or SIGINT. They are blocked before any thread begins, so
// that none but this one takes them.
void WaitForSignal(const sigset_t& signals) {
  int signal = 0;
  sigwait(&signals, &signal);
}

}  // namespace

int main(int argc, char** argv) try {
  using namespace waymark;
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  signal(SIGPIPE, SIG_IGN);
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  const gateway::Api api(
      gateway::WaymarkServices(gateway::DescriptorSet(), *google::protobuf::DescriptorPool::generated_pool()),
      *google::protobuf::MessageFactory::generated_factory());
  gateway::Settings settings = gateway::LoadSettings(argc, argv, kUsage, api.Upstreams());
  StartLog("gateway", settings.log_level);

  gateway::Metrics metrics;
  const gateway::Json openapi = gateway::OpenApi(api, gateway::DescriptorSet());
  const gateway::Site site({{"/openapi.json", "application/json", openapi.dump()},
                            {"/docs", "text/html; charset=utf-8", gateway::DocsPage(openapi)},
                            {"/docs.css", "text/css; charset=utf-8", std::string(gateway::DocsStyle())}},
                           metrics);
  const gateway::Door door(api, settings.door);
  gateway::Server server(settings.server, door, site, metrics);
  Log(LogLevel::kInfo, "serving", {{"address", settings.server.address}, {"port", server.port()}});

  WaitForSignal(signals);
  Log(LogLevel::kInfo, "stopping");
  server.Stop();
  Log(LogLevel::kInfo, "stopped");
  return 0;
} catch (const std::exception& error) {
  std::cerr << "waymark-gateway: " << error.what() << "\n";
  return 1;
}
