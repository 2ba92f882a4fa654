#pragma once

#include <string>
#include <vector>

#include "gateway/cli/client.h"

namespace waymark::cli {

struct WatchOptions {
  std::string organization;
  std::string from;  // `0` = from the first event, empty = from now, else a place that watch printed
  std::vector<std::string> types;
  std::string programme, unit;  // only of this one: external id or resource name
  bool until_now = false;       // ends when there is nothing more
  bool json = false;            // one event a line, as JSON
};

// Prints outcome events as they happen until it is interrupted. The last place
// read is printed to stderr at the end: `--from` it to go on without a gap.
// Survives restarts of the gateway and of the services.
void Watch(const Address& address, const WatchOptions& options);

}  // namespace waymark::cli
