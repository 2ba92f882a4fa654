#include "gateway/server/settings.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <iostream>

namespace waymark::gateway {
namespace {

// A shorter one could be guessed.
constexpr size_t kMinTokenBytes = 16;

std::string UpstreamSetting(std::string name) {
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::toupper(c); });
  return "WAYMARK_UPSTREAM_" + name;
}

}  // namespace

Settings LoadSettings(int argc, char** argv, std::string_view usage,
                      const std::vector<std::string>& upstreams) {
  Settings settings;
  ServerOptions& server = settings.server;
  int max_body = 0, header_time = 0, idle_time = 0, body_time = 0, write_time = 0, drain_time = 0,
      call_time = 0, batch_time = 0;
  Config config;
  config.Text("WAYMARK_ADDRESS", "the address to listen on", &server.address, "127.0.0.1")
      .Number("WAYMARK_PORT", "the port to listen on; 0 = any free one", &server.port, 8080, 0, 65535)
      .SecretFile("WAYMARK_ADMIN_TOKEN_FILE", "file with the administrator's token",
                  &settings.door.admin_token);
  for (const std::string& name : upstreams) {
    config.Text(UpstreamSetting(name), "gRPC address of the " + name + " service, as unix:/path or host:port",
                &server.upstreams[name]);
  }
  config.Number("WAYMARK_MAX_BODY", "the longest request body, in bytes", &max_body, 8 << 20, 1024, 64 << 20)
      .Number("WAYMARK_MAX_CONNECTIONS", "the most client connections", &server.max_connections, 1024, 1,
              100'000)
      .Number("WAYMARK_HEADER_TIMEOUT", "seconds for a request's header to arrive", &header_time, 10, 1, 600)
      .Number("WAYMARK_BODY_TIMEOUT", "seconds for a request's body to arrive", &body_time, 60, 1, 3600)
      .Number("WAYMARK_IDLE_TIMEOUT", "seconds a connection may rest between requests", &idle_time, 60, 1,
              3600)
      .Number("WAYMARK_WRITE_TIMEOUT", "seconds for a response to be taken", &write_time, 30, 1, 3600)
      .Number("WAYMARK_CALL_TIMEOUT", "seconds for a service to answer", &call_time, 10, 1, 3600)
      .Number("WAYMARK_BATCH_TIMEOUT", "seconds for a service to answer a batch", &batch_time, 120, 1, 3600)
      .Number("WAYMARK_DRAIN_TIMEOUT", "seconds for requests to end after SIGTERM", &drain_time, 15, 0, 600)
      .OneOf("WAYMARK_LOG_LEVEL", "the least level that is logged", &settings.log_level,
             {"debug", "info", "warning", "error"}, "info");
  LoadOrExit(config, argc, argv, usage);
  if (settings.door.admin_token.size() < kMinTokenBytes) {
    std::cerr << "WAYMARK_ADMIN_TOKEN_FILE holds a token of fewer than " << kMinTokenBytes << " characters\n";
    std::exit(2);
  }
  server.limits.body_bytes = static_cast<size_t>(max_body);
  server.limits.header_time = std::chrono::seconds(header_time);
  server.limits.body_time = std::chrono::seconds(body_time);
  server.limits.idle_time = std::chrono::seconds(idle_time);
  server.limits.write_time = std::chrono::seconds(write_time);
  server.drain_time = std::chrono::seconds(drain_time);
  settings.door.call_timeout = std::chrono::seconds(call_time);
  settings.door.batch_timeout = std::chrono::seconds(batch_time);
  return settings;
}

}  // namespace waymark::gateway
