#include "services/common/rpc/state_day.h"

#include <gtest/gtest.h>

namespace waymark::rpc {
namespace {

constexpr TimePoint kMidnight{std::chrono::sys_days{std::chrono::year{2026} / 1 / 15}};

TEST(StateDayTest, TodayIsTheDayWhereDaysBeginFirst) {
  EXPECT_EQ(LatestToday(kMidnight + std::chrono::hours(9)), "2026-01-15");
  EXPECT_EQ(LatestToday(kMidnight + std::chrono::hours(10)), "2026-01-16");
}

TEST(StateDayTest, WithoutADayItIsTodayOrThatOfAStateToCome) {
  EXPECT_EQ(StateDayOr("2026-01-02", "2026-01-03", kMidnight), "2026-01-02");
  EXPECT_EQ(StateDayOr("", "2026-01-03", kMidnight), "2026-01-15");
  EXPECT_EQ(StateDayOr("", "2030-01-01", kMidnight), "2030-01-01");
}

}  // namespace
}  // namespace waymark::rpc
