#include "services/courses/enrolment_states.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace waymark::courses {
namespace {

using namespace waymark::vocabulary::v1;

std::vector<EnrolmentState> AllStates() {
  std::vector<EnrolmentState> states;
  for (int i = EnrolmentState_MIN; i <= EnrolmentState_MAX; ++i) states.push_back(EnrolmentState(i));
  return states;
}

// The whole table in words: what each state may be moved to by hand.
const std::map<std::string, std::set<std::string>> kMoves = {
    {"UNSPECIFIED", {}},
    {"APPLIED", {"WAITLISTED", "ACCEPTED", "REJECTED", "WITHDRAWN", "DECEASED", "VOIDED"}},
    {"WAITLISTED", {"ACCEPTED", "REJECTED", "WITHDRAWN", "DECEASED", "VOIDED"}},
    {"ACCEPTED", {"ACTIVE", "NO_SHOW", "WITHDRAWN", "TRANSFERRED", "DECEASED", "VOIDED"}},
    {"REJECTED", {"VOIDED"}},
    {"ACTIVE",
     {"SUSPENDED", "COMPLETED", "FAILED", "WITHDRAWN", "DROPPED_OUT", "TRANSFERRED", "EXPELLED", "DECEASED",
      "VOIDED"}},
    {"SUSPENDED",
     {"ACTIVE", "FAILED", "WITHDRAWN", "DROPPED_OUT", "TRANSFERRED", "EXPELLED", "DECEASED", "VOIDED"}},
    {"COMPLETED", {"FAILED", "WITHDRAWN", "EXPELLED", "DECEASED", "VOIDED"}},
    {"GRADUATED", {"VOIDED"}},
    {"FAILED", {"VOIDED"}},
    {"WITHDRAWN", {"VOIDED"}},
    {"DROPPED_OUT", {"VOIDED"}},
    {"TRANSFERRED", {"VOIDED"}},
    {"EXPELLED", {"VOIDED"}},
    {"NO_SHOW", {"VOIDED"}},
    {"DECEASED", {"VOIDED"}},
    {"VOIDED", {}},
};

TEST(EnrolmentStatesTest, EveryPairOfStatesIsAsInTheTable) {
  ASSERT_EQ(AllStates().size(), kMoves.size());
  for (const auto from : AllStates()) {
    for (const auto to : AllStates()) {
      SCOPED_TRACE(StateName(from) + " -> " + StateName(to));
      const bool graduation = to == ENROLMENT_STATE_GRADUATED &&
                              (from == ENROLMENT_STATE_ACTIVE || from == ENROLMENT_STATE_COMPLETED);
      const Move expected = graduation                                           ? Move::kByGraduation
                            : kMoves.at(StateName(from)).contains(StateName(to)) ? Move::kAllowed
                                                                                 : Move::kIllegal;
      EXPECT_EQ(MoveOf(from, to), expected);
    }
  }
}

TEST(EnrolmentStatesTest, NothingLeavesVoidedAndNothingLeadsToUnspecified) {
  for (const auto state : AllStates()) {
    EXPECT_EQ(MoveOf(ENROLMENT_STATE_VOIDED, state), Move::kIllegal);
    EXPECT_EQ(MoveOf(state, ENROLMENT_STATE_UNSPECIFIED), Move::kIllegal);
  }
}

TEST(EnrolmentStatesTest, AnEndedStateIsNotOpenAndCarriesAReasonThatIsKnown) {
  for (const auto state : AllStates()) {
    SCOPED_TRACE(StateName(state));
    EXPECT_FALSE(IsOpen(state) && IsEnded(state));
    EXPECT_EQ(IsEnded(state), IsExitReason(DefaultExitReason(state)));
  }
  EXPECT_FALSE(IsEnded(ENROLMENT_STATE_REJECTED));
  EXPECT_FALSE(IsExitReason("dropout"));
}

TEST(EnrolmentStatesTest, OnlyOpenStatesAndGraduatesTakeASeat) {
  for (const auto state : AllStates()) {
    EXPECT_TRUE(!TakesSeat(state) || IsOpen(state) || state == ENROLMENT_STATE_GRADUATED) << StateName(state);
  }
  EXPECT_FALSE(TakesSeat(ENROLMENT_STATE_WAITLISTED));
  EXPECT_FALSE(TakesSeat(ENROLMENT_STATE_APPLIED));
}

TEST(EnrolmentStatesTest, EveryStateThatMayBeginIsOpen) {
  std::set<std::string> begin;
  for (const auto state : AllStates()) {
    if (MayBegin(state)) begin.insert(StateName(state));
  }
  EXPECT_EQ(begin, (std::set<std::string>{"APPLIED", "ACCEPTED", "ACTIVE"}));
}

TEST(EnrolmentStatesTest, WhatEndedOrIsCompletedIsPast) {
  for (const auto state : AllStates()) {
    EXPECT_EQ(IsPast(state), IsEnded(state) || state == ENROLMENT_STATE_COMPLETED) << StateName(state);
  }
  EXPECT_TRUE(IsPast(ENROLMENT_STATE_GRADUATED));
}

TEST(EnrolmentStatesTest, OnlyWhatLeadsToGraduationNeedsTheCohort) {
  std::set<std::string> needs;
  for (const auto state : AllStates()) {
    if (NeedsCohort(state)) needs.insert(StateName(state));
  }
  EXPECT_EQ(needs, (std::set<std::string>{"WAITLISTED", "ACCEPTED", "ACTIVE", "COMPLETED"}));
}

TEST(EnrolmentStatesTest, OnceActiveStaysCountedUntilVoided) {
  for (const auto state : AllStates()) {
    SCOPED_TRACE(StateName(state));
    EXPECT_EQ(EverActive(true, state), state != ENROLMENT_STATE_VOIDED);
    EXPECT_EQ(EverActive(false, state), state == ENROLMENT_STATE_ACTIVE);
  }
}

TEST(EnrolmentStatesTest, APastRecordCountsInEveryStateThatFollowsActive) {
  const std::set<std::string> not_counted = {"UNSPECIFIED", "APPLIED", "WAITLISTED", "ACCEPTED",
                                             "REJECTED",    "NO_SHOW", "VOIDED"};
  for (const auto state : AllStates()) {
    EXPECT_EQ(EverActiveInPast(state), !not_counted.contains(StateName(state))) << StateName(state);
  }
}

}  // namespace
}  // namespace waymark::courses
