#pragma once

#include "services/common/base/clock.h"

namespace waymark::testing {

// A clock that stands until a test moves it; thread-safe enough for tests that
// move it between calls.
class FakeClock final : public Clock {
 public:
  TimePoint Now() const override { return now_; }
  void Set(TimePoint now) { now_ = now; }
  void Advance(std::chrono::microseconds by) { now_ += by; }

 private:
  TimePoint now_ = std::chrono::sys_days(std::chrono::year(2026) / 1 / 15) + std::chrono::hours(9);
};

}  // namespace waymark::testing
