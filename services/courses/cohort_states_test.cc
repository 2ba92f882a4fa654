#include "services/courses/cohort_states.h"

#include <gtest/gtest.h>

#include <set>
#include <utility>

namespace waymark::courses {
namespace {

using namespace waymark::vocabulary::v1;

TEST(CohortStatesTest, EveryPairOfStatesIsAsInTheTable) {
  const std::set<std::pair<CohortState, CohortState>> allowed = {
      {COHORT_STATE_PLANNED, COHORT_STATE_OPEN},   {COHORT_STATE_OPEN, COHORT_STATE_RUNNING},
      {COHORT_STATE_RUNNING, COHORT_STATE_CLOSED}, {COHORT_STATE_PLANNED, COHORT_STATE_CANCELLED},
      {COHORT_STATE_OPEN, COHORT_STATE_CANCELLED}, {COHORT_STATE_RUNNING, COHORT_STATE_CANCELLED},
  };
  for (int from = 0; from <= CohortState_MAX; ++from) {
    for (int to = 0; to <= CohortState_MAX; ++to) {
      const std::pair pair(CohortState{from}, CohortState{to});
      EXPECT_EQ(MayFollow(pair.first, pair.second), allowed.contains(pair))
          << StateName(pair.first) << " -> " << StateName(pair.second);
    }
  }
}

TEST(CohortStatesTest, WithoutAStateTheDaysDecide) {
  const auto of = [](const char* starts_on, const char* ends_on) {
    return StateOfDays(starts_on, ends_on, "2026-01-15");
  };
  EXPECT_EQ(of("", ""), COHORT_STATE_OPEN);
  EXPECT_EQ(of("2026-01-16", ""), COHORT_STATE_OPEN);
  EXPECT_EQ(of("2026-01-15", ""), COHORT_STATE_RUNNING);
  EXPECT_EQ(of("2026-01-15", "2026-01-15"), COHORT_STATE_RUNNING);
  EXPECT_EQ(of("2025-09-01", "2026-01-14"), COHORT_STATE_CLOSED);
  EXPECT_EQ(of("", "2026-01-14"), COHORT_STATE_CLOSED);
}

TEST(CohortStatesTest, OneEnrolsWhileItIsOpenOrRunning) {
  for (int i = 0; i <= CohortState_MAX; ++i) {
    const auto state = CohortState{i};
    EXPECT_EQ(TakesEnrolments(state, "", "2026-01-15"),
              state == COHORT_STATE_OPEN || state == COHORT_STATE_RUNNING)
        << StateName(state);
  }
}

TEST(CohortStatesTest, AfterTheEndOnlyWhatWasBeforeIsStillRecorded) {
  const auto closed = [](const char* ends_on, const char* enrolled_on) {
    return TakesEnrolments(COHORT_STATE_CLOSED, ends_on, enrolled_on);
  };
  EXPECT_TRUE(closed("2025-05-12", "2025-02-21"));
  EXPECT_TRUE(closed("2025-05-12", "2025-05-12"));
  EXPECT_FALSE(closed("2025-05-12", "2025-05-13"));
  EXPECT_FALSE(closed("", "2025-02-21"));
}

TEST(CohortStatesTest, OneGraduatesOnceItHasBegun) {
  for (int i = 0; i <= CohortState_MAX; ++i) {
    const auto state = CohortState{i};
    EXPECT_EQ(HasBegun(state), state == COHORT_STATE_RUNNING || state == COHORT_STATE_CLOSED);
  }
}

}  // namespace
}  // namespace waymark::courses
