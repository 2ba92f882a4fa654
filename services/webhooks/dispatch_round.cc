#include "services/webhooks/dispatch_round.h"

#include "services/common/base/log.h"
#include "services/common/status/error.h"

namespace waymark::webhooks {
namespace {

using Steady = std::chrono::steady_clock;
using std::chrono::milliseconds;

// How often it is looked for what is due.
constexpr milliseconds kLook{200};
constexpr std::chrono::seconds kMeasureEvery{5};
constexpr std::chrono::minutes kForgetEvery{10};
// What is under way when the process stops has so long; what has not ended then is sent
// again later.
constexpr milliseconds kPatienceAtEnd{3'000};

}  // namespace

DispatchRound::DispatchRound(const std::string& database, const std::string& service_key,
                             const Settings& settings)
    : dispatcher_(database, service_key, settings, SystemClock()),
      thread_(std::make_unique<events::Background>("webhooks",
                                                   [this](events::Background& thread) { Step(thread); })) {}

DispatchRound::~DispatchRound() {
  thread_.reset();
  try {
    dispatcher_.Finish(kPatienceAtEnd);
  } catch (const Error& error) {
    Log(LogLevel::kWarning, "what was under way is sent again later", {{"reason", error.reason()}});
  }
}

void DispatchRound::Step(events::Background& thread) {
  const auto now = Steady::now();
  if (now >= measure_at_) {
    dispatcher_.Measure();
    measure_at_ = now + kMeasureEvery;
  }
  if (now >= forget_at_) forget_at_ = now + (dispatcher_.Forget() ? kLook : kForgetEvery);
  if (!dispatcher_.Turn(kLook)) thread.Pause(kLook);
}

}  // namespace waymark::webhooks
