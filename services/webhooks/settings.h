#pragma once

#include <string>

#include "services/common/base/config.h"

namespace waymark::webhooks {

// How events are sent.
struct Settings {
  std::string allowed_networks = {};  // that may be called besides the public internet
  std::string authority = {};   // certificates (PEM) that receivers' may be signed by; empty = the system's
  std::string public_url = {};  // how people reach Waymark; empty = not told
  int requests = 64;            // that are under way at once
  int requests_each = 4;        // of them to one webhook
};

void DeclareSettings(Config& config, Settings& settings);

}  // namespace waymark::webhooks
