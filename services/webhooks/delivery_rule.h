#pragma once

#include <chrono>

#include "services/common/base/clock.h"

// When a delivery that failed is tried again, and what becomes of it.
namespace waymark::webhooks {

// A receiver has so long to answer.
constexpr std::chrono::seconds kConnectTime{5}, kAnswerTime{15};
// Who has taken a delivery tries it no longer than that: then another may.
constexpr std::chrono::minutes kLongestTry{1};
// For so long a delivery is tried, from its first try on.
constexpr std::chrono::days kPatience{3};
// No pause between two tries is longer, but for a fifth.
constexpr std::chrono::hours kLongestPause{1};
// What was delivered is known for so long; what happened, to be sent again, for so long.
constexpr std::chrono::days kDeliveryMemory{30}, kOutcomeMemory{90};

// After 5 seconds, then 10, 20 … up to an hour, each a fifth shorter or longer by
// `random`, which is from 0 up to 1: so that what failed at once is not tried at once. A
// receiver may ask (Retry-After) for a longer one, up to an hour.
std::chrono::milliseconds PauseAfterTries(int tries, std::chrono::seconds asked, double random);

enum class Verdict {
  kDelivered,
  kRetry,
  kPark,
  kGone,  // the receiver wants no more of anything
};
// `status`: of the answer, 0 = none. `waits_since`: the first try, or when somebody asked
// for others.
Verdict VerdictOf(int status, TimePoint waits_since, TimePoint now);

}  // namespace waymark::webhooks
