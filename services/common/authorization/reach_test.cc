#include "services/common/authorization/reach.h"

#include <gtest/gtest.h>

namespace waymark::authorization {
namespace {

const Reach kWhole, kNothing{.whole = false};
const Reach kUnit{.whole = false, .units = {"u1"}};
const Reach kUnits{.whole = false, .units = {"u2", "u1"}};
const Reach kPerson{.whole = false, .persons = {"p1"}};
const Reach kBoth{.whole = false, .units = {"u1"}, .persons = {"p1", "p2"}};

TEST(Reach, IsEmptyWhereItNamesNothing) {
  EXPECT_TRUE(kNothing.empty());
  for (const Reach& reach : {kWhole, kUnit, kPerson}) EXPECT_FALSE(reach.empty());
}

TEST(Covers, TheWholeCoversAllAndIsCoveredByNothingElse) {
  for (const Reach& reach : {kWhole, kNothing, kUnit, kUnits, kPerson, kBoth}) {
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

}  // namespace
}  // namespace waymark::authorization
