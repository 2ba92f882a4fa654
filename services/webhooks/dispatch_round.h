#pragma once

#include <chrono>
#include <string>

#include "services/common/events/background.h"
#include "services/webhooks/dispatcher.h"

namespace waymark::webhooks {

// Sends what is due as long as it lives.
class DispatchRound {
 public:
  DispatchRound(const std::string& database, const std::string& service_key, const Settings& settings);
  ~DispatchRound();

 private:
  void Step(events::Background& thread);

  Dispatcher dispatcher_;
  std::chrono::steady_clock::time_point forget_at_{}, measure_at_{};
  std::unique_ptr<events::Background> thread_;  // last: it uses the others
};

}  // namespace waymark::webhooks
