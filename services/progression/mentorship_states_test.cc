#include "services/progression/mentorship_states.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <vector>

namespace waymark::progression {
namespace {

using namespace waymark::vocabulary::v1;

std::vector<MentorshipState> AllStates() {
  std::vector<MentorshipState> states;
  for (int i = MentorshipState_MIN; i <= MentorshipState_MAX; ++i) states.push_back(MentorshipState(i));
  return states;
}

// The whole table in words: what each state may be followed by.
const std::map<std::string, std::set<std::string>> kMoves = {
    {"UNSPECIFIED", {}},
    {"PROPOSED", {"PENDING_ACCEPTANCE", "DISSOLVED", "VOIDED"}},
    {"PENDING_ACCEPTANCE", {"ACTIVE", "DISSOLVED", "VOIDED"}},
    {"ACTIVE", {"PAUSED", "GOALS_MET", "ENDED_ON_TERM", "RE_PAIRED", "DISSOLVED", "VOIDED"}},
    {"PAUSED", {"ACTIVE", "GOALS_MET", "ENDED_ON_TERM", "RE_PAIRED", "DISSOLVED", "VOIDED"}},
    {"GOALS_MET", {"VOIDED"}},
    {"ENDED_ON_TERM", {"VOIDED"}},
    {"RE_PAIRED", {"VOIDED"}},
    {"DISSOLVED", {"VOIDED"}},
    {"VOIDED", {}},
};

TEST(MentorshipStatesTest, EveryPairOfStatesIsAsInTheTable) {
  ASSERT_EQ(AllStates().size(), kMoves.size());
  for (const auto from : AllStates()) {
    for (const auto to : AllStates()) {
      EXPECT_EQ(MayFollow(from, to), kMoves.at(StateName(from)).contains(StateName(to)))
          << StateName(from) << " -> " << StateName(to);
    }
  }
}

TEST(MentorshipStatesTest, WhatEndedIsOnlyVoided) {
  std::set<std::string> ended;
  for (const auto state : AllStates()) {
    if (!IsEnded(state)) continue;
    ended.insert(StateName(state));
    for (const auto to : AllStates()) EXPECT_TRUE(!MayFollow(state, to) || to == MENTORSHIP_STATE_VOIDED);
  }
  EXPECT_EQ(ended, (std::set<std::string>{"GOALS_MET", "ENDED_ON_TERM", "RE_PAIRED", "DISSOLVED", "VOIDED"}));
}

TEST(MentorshipStatesTest, BeginsBeforeItIsInterrupted) {
  std::set<std::string> begin;
  for (const auto state : AllStates()) {
    if (MayBegin(state)) begin.insert(StateName(state));
  }
  EXPECT_EQ(begin, (std::set<std::string>{"PROPOSED", "PENDING_ACCEPTANCE", "ACTIVE"}));
}

}  // namespace
}  // namespace waymark::progression
