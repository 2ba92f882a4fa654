#include "services/common/db/session.h"

#include <algorithm>
#include <array>

#include "services/common/status/error.h"

namespace waymark::db {
namespace {

constexpr std::array<long, 5> kSteps = {1'000, 10'000, 30'000, 120'000, 600'000};

}  // namespace

long TimeoutStep(std::chrono::steady_clock::time_point deadline) {
  const auto left =
      std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now())
          .count();
  if (left <= 0) throw DeadlineExceeded();
  const auto step = std::lower_bound(kSteps.begin(), kSteps.end(), left);
  return step == kSteps.end() ? kSteps.back() : *step;
}

}  // namespace waymark::db
