#include <absl/synchronization/mutex.h>

#include <iostream>

#include "gateway/server/gateway.h"
#include "services/common/base/log.h"
#include "services/common/base/stop_signal.h"
#include "services/common/base/text.h"

namespace {

constexpr char kUsage[] =
    "waymark-gateway: the doors of Waymark. It serves REST/JSON and Connect (unary), and\n"
    "gRPC on a port of its own, calls the services over gRPC, and runs until SIGTERM.";

}  // namespace

int main(int argc, char** argv) try {
  using namespace waymark;
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  StopSignal stop;
  gateway::Settings settings;
  Config config;
  gateway::Declare(config, settings);
  for (const std::string& name : gateway::WaymarkApi().Upstreams()) {
    config.Text("WAYMARK_UPSTREAM_" + Upper(name),
                "gRPC address of the " + name + " service, as unix:/path or host:port",
                &settings.server.backends.addresses[name]);
  }
  auto& tls = settings.server.backends.tls;
  config
      .Text("WAYMARK_UPSTREAM_TLS_CERTIFICATE_FILE",
            "the gateway's own certificate (PEM) for services; needed with host:port", &tls.certificate, "")
      .Text("WAYMARK_UPSTREAM_TLS_KEY_FILE", "file of its key (PEM)", &tls.key, "")
      .Text("WAYMARK_UPSTREAM_TLS_CA_FILE",
            "file of the certificate (PEM) of who signs those of all services and the gateway",
            &tls.authority, "");
  LoadOrExit(config, argc, argv, kUsage);
  StartLog("gateway", settings.log_level);
  gateway::Gateway gateway(settings);
  stop.Wait();
  Log(LogLevel::kInfo, "stopping");
  gateway.Stop();
  Log(LogLevel::kInfo, "stopped");
  return 0;
} catch (const std::exception& error) {
  std::cerr << "waymark-gateway: " << error.what() << "\n";
  return 1;
}
