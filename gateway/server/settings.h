#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gateway/server/door.h"
#include "gateway/server/server.h"
#include "services/common/base/config.h"

namespace waymark::gateway {

struct Settings {
  DoorOptions door;
  ServerOptions server;
  std::string log_level;
};

// Reads the settings of the program from the environment: those of the server,
// and `WAYMARK_UPSTREAM_<SERVICE>` for each service. `--help` prints them and
// ends the program; so does what is wrong with them.
Settings LoadSettings(int argc, char** argv, std::string_view usage,
                      const std::vector<std::string>& upstreams);

}  // namespace waymark::gateway
