#pragma once

#include <string>

#include "gateway/server/door.h"
#include "gateway/server/server.h"
#include "services/common/base/config.h"

namespace waymark::gateway {

struct Settings {
  DoorOptions door;
  ServerOptions server;  // but for its backends, grpc_port and tls
  TlsFiles tls;          // empty: without
  std::string trusted_proxies, forwarded_header;
  int grpc_port = 0;  // 0: none
  std::string caller_key;
  std::string web_folder;  // empty: without the web client
  std::string log_level;
};

// The settings of the doors.
void Declare(Config& config, Settings& settings);

}  // namespace waymark::gateway
