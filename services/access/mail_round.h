#pragma once

#include <chrono>
#include <string>

#include "services/access/courier.h"
#include "services/common/events/background.h"

namespace waymark::access {

// Sends what is due as long as it lives.
class MailRound {
 public:
  // Throws std::runtime_error when the settings are not those of a mail server.
  MailRound(const std::string& database, const MailSettings& settings);

 private:
  void Step(events::Background& thread);

  Courier courier_;
  std::chrono::steady_clock::time_point forgot_at_{};
  events::Background thread_;  // last: it uses the others
};

}  // namespace waymark::access
