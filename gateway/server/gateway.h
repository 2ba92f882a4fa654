#pragma once

#include "gateway/server/settings.h"

namespace waymark::gateway {

// What the gateway serves of this program's protos.
const Api& WaymarkApi();

// The doors with all that they need, listening while it lives.
class Gateway {
 public:
  // Throws std::exception when the address cannot be had. /metrics shows what
  // `others` count, too.
  explicit Gateway(const Settings& settings, Metrics::Others others = {});

  // Takes no more connections and lets the requests under way end.
  void Stop() { server_.Stop(); }

 private:
  Metrics metrics_;
  const Site site_;
  Identities identities_;
  const Door door_;
  Server server_;
};

}  // namespace waymark::gateway
