#pragma once

#include <chrono>
#include <string>

#include "services/common/db/connection.h"
#include "services/common/events/background.h"

namespace waymark::events {

// How long the first answer to a request_id is kept: a client that asks again
// later makes a change of its own.
constexpr std::chrono::hours kRequestRetention{72};

// Deletes the answers that a service has kept long enough, a small batch at a
// time, so that its callers notice nothing.
class RequestRetention {
 public:
  // `database` of the service, application role.
  RequestRetention(const std::string& service, const std::string& database, const Clock& clock);

 private:
  void Step(Background& thread);

  const Clock& clock_;
  db::Connection connection_;
  Background thread_;  // last: it uses the others
};

}  // namespace waymark::events
