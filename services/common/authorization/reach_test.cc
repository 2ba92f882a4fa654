#include "services/common/authorization/reach.h"

#include <gtest/gtest.h>

namespace waymark::authorization {
namespace {

const Reach kWhole, kNothing{.whole = false};
const Reach kUnit{.whole = false, .units = {"u1"}};
const Reach kUnits{.whole = false, .units = {"u2", "u1"}};
const Reach kPerson{.whole = false, .persons = {"p1"}};
const Reach kBoth{.whole = false, .units = {"u1"}, .persons = {"p1", "p2"}};

// What the account `a1` teaches where the units run it.
Reach TaughtIn(const std::vector<std::string>& units) {
  Reach reach{.whole = false};
  for (const auto& unit : units) reach.taught.Add("a1", unit);
  return reach;
}

// The same of whom it accompanies where they are of the units.
Reach MentoredIn(const std::vector<std::string>& units) {
  Reach reach{.whole = false};
  for (const auto& unit : units) reach.mentored.Add("a1", unit);
  return reach;
}

const Reach kTaught = TaughtIn({""}), kTaughtInOne = TaughtIn({"u1"}), kTaughtInTwo = TaughtIn({"u2", "u1"});
const Reach kMentored = MentoredIn({""}), kMentoredInOne = MentoredIn({"u1"});

TEST(Reach, IsEmptyWhereItNamesNothing) {
  EXPECT_TRUE(kNothing.empty());
  for (const Reach& reach : {kWhole, kUnit, kPerson, kTaught, kTaughtInOne, kMentored})
    EXPECT_FALSE(reach.empty());
}

TEST(Covers, TheWholeCoversAllAndIsCoveredByNothingElse) {
  for (const Reach& reach :
       {kWhole, kNothing, kUnit, kUnits, kPerson, kBoth, kTaught, kTaughtInOne, kMentored, kMentoredInOne}) {
    EXPECT_TRUE(Covers(kWhole, reach));
    EXPECT_EQ(Covers(reach, kWhole), reach.whole);
    EXPECT_TRUE(Covers(reach, reach));
    EXPECT_TRUE(Covers(reach, kNothing));
  }
}

TEST(Covers, EachUnitAndPersonMustBeNamed) {
  EXPECT_TRUE(Covers(kUnits, kUnit));
  EXPECT_FALSE(Covers(kUnit, kUnits));
  EXPECT_TRUE(Covers(kBoth, kUnit));
  EXPECT_TRUE(Covers(kBoth, kPerson));
  EXPECT_FALSE(Covers(kUnits, kBoth));
  EXPECT_FALSE(Covers(kPerson, kBoth));
  EXPECT_FALSE(Covers(kNothing, kPerson));
}

TEST(Covers, WhatIsTaughtMustBeTaughtInTheSameUnits) {
  EXPECT_TRUE(Covers(kTaught, kTaughtInOne));
  EXPECT_FALSE(Covers(kTaughtInOne, kTaught));
  EXPECT_TRUE(Covers(kTaughtInTwo, kTaughtInOne));
  EXPECT_FALSE(Covers(kTaughtInOne, kTaughtInTwo));
  EXPECT_FALSE(Covers(kUnit, kTaughtInOne));
  EXPECT_FALSE(Covers(kTaught, kUnit));
}

TEST(Covers, WhomOneTeachesAreNotWhomOneAccompanies) {
  EXPECT_TRUE(Covers(kMentored, kMentoredInOne));
  EXPECT_FALSE(Covers(kMentoredInOne, kMentored));
  EXPECT_FALSE(Covers(kTaught, kMentored));
  EXPECT_FALSE(Covers(kMentored, kTaught));
}

TEST(Own, IsAllOnceOneGrantIsForAll) {
  for (const auto& units : {std::vector<std::string>{"u1", ""}, {"", "u1"}})
    EXPECT_FALSE(TaughtIn(units).taught.units.has_value());
}

}  // namespace
}  // namespace waymark::authorization
