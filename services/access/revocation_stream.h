#pragma once

#include <string>
#include <vector>

#include "services/access/revocations.h"
#include "services/common/events/background.h"
#include "services/common/events/redis.h"

namespace waymark::access {

// Hears from the service's own event stream of what other processes of it have
// changed. One that does not hear, since Redis is down, knows a minute later.
class RevocationStream {
 public:
  // `redis`: as RedisStreams takes it. What happened before is of no matter: nobody
  // has asked this process yet.
  RevocationStream(const std::string& redis, int partitions, Revocations& revocations);

 private:
  void Step();

  Revocations& revocations_;
  const std::vector<std::string> streams_;
  events::RedisStreams redis_;
  events::RedisStreams::Places seen_;  // of each stream; empty: Redis has not answered yet
  events::Background thread_;          // last: it uses all the others
};

}  // namespace waymark::access
