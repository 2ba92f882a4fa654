#pragma once

#include <algorithm>

#include "services/common/base/clock.h"

// How long a session lasts, and how many there are.
namespace waymark::access {

constexpr std::chrono::minutes kSessionIdle{30};
constexpr std::chrono::hours kSessionLongest{12};
// How many an account has at once: the next begins where the one ends that has been
// unused for the longest.
constexpr int kMostSessions = 20;
// Its use is noted at most so often.
constexpr std::chrono::minutes kUseNoted{1};

// Within so long of its beginning it stands for a password that the account does not have.
constexpr std::chrono::minutes kSessionFresh{5};

// When a session ends if it is not used any more: `expire` is its last instant in
// any case.
inline TimePoint SessionEnd(TimePoint last_use, TimePoint expire) {
  return std::min(last_use + kSessionIdle, expire);
}

// Whether it began so lately that nobody is asked again who they are.
inline bool IsFresh(TimePoint begun, TimePoint now) { return now - begun < kSessionFresh; }

// Whether a use now is to be noted.
inline bool NoteUse(TimePoint last_use, TimePoint now) { return now - last_use >= kUseNoted; }

}  // namespace waymark::access
