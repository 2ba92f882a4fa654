#pragma once

#include <algorithm>

#include "services/common/base/clock.h"

// When an e-mail that could not be sent is tried again, and until when.
namespace waymark::access {

// No try lasts longer: another may then be made.
constexpr std::chrono::minutes kLongestTry{2};
// For so long it is tried.
constexpr std::chrono::days kMailPatience{3};
// For so long it is known what became of it.
constexpr std::chrono::days kMailMemory{30};

// After 15 seconds, then 30, 1 minute, 2 … up to an hour.
inline std::chrono::seconds PauseAfterTries(int tries) {
  constexpr int kMostDoublings = 8;
  return std::min<std::chrono::seconds>(
      std::chrono::seconds(15 << std::min(std::max(tries, 1) - 1, kMostDoublings)), std::chrono::hours(1));
}

inline bool IsGivenUp(TimePoint waits_since, TimePoint now) { return now - waits_since >= kMailPatience; }

// Links that are asked for without being signed in, within an hour: those of one
// account beyond the third are not sent, those from one address beyond the tenth refused.
constexpr std::chrono::hours kAskedMemory{1};
constexpr int kMostAskedOfName = 3;
constexpr int kMostAskedOfAddress = 10;

}  // namespace waymark::access
