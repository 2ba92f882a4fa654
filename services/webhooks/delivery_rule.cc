#include "services/webhooks/delivery_rule.h"

#include <algorithm>

namespace waymark::webhooks {

using std::chrono::milliseconds;

std::chrono::milliseconds PauseAfterTries(int tries, std::chrono::seconds asked, double random) {
  constexpr milliseconds kFirst{5'000}, kLongest = kLongestPause;
  constexpr int kMostDoublings = 10;
  const int doublings = std::clamp(tries - 1, 0, kMostDoublings);
  const milliseconds pause = std::min(kFirst * (1 << doublings), kLongest);
  const milliseconds spread(static_cast<int64_t>(static_cast<double>(pause.count()) * (0.8 + 0.4 * random)));
  return std::max(spread, std::min<milliseconds>(asked, kLongest));
}

Verdict VerdictOf(int status, TimePoint waits_since, TimePoint now) {
  if (status >= 200 && status < 300) return Verdict::kDelivered;
  if (status == 410) return Verdict::kGone;
  return now - waits_since >= kPatience ? Verdict::kPark : Verdict::kRetry;
}

}  // namespace waymark::webhooks
