#include "services/evaluation/dimension.h"

#include <gmock/gmock.h>

#include "services/common/status/error.h"

namespace waymark::evaluation {
namespace {

using ::testing::ElementsAre;

TEST(DimensionTest, EachKindIsRead) {
  for (const char* kind : {"", "sex", "age_band", "unit", "cohort", "course"}) {
    EXPECT_EQ(ParseDimension(kind).kind, kind);
  }
}

TEST(DimensionTest, AnAttributeIsReadWithItsKey) {
  EXPECT_EQ(ParseDimension("attribute:a:b").kind, "attribute");
  EXPECT_EQ(ParseDimension("attribute:a:b").attribute_key, "a:b");
}

TEST(DimensionTest, AnUnknownDimensionIsRefused) {
  for (const char* by : {"Sex", "attribute", "attribute:", "region"}) {
    EXPECT_THROW(ParseDimension(by), Error) << by;
  }
}

TEST(DimensionTest, AttributesAndAgesOfProtectedPersonsAreHidden) {
  for (const char* by : {"age_band", "attribute:disability"}) {
    EXPECT_TRUE(IsHiddenOfProtected(ParseDimension(by))) << by;
  }
  for (const char* by : {"", "sex", "unit", "cohort", "course"}) {
    EXPECT_FALSE(IsHiddenOfProtected(ParseDimension(by))) << by;
  }
}

TEST(DimensionTest, BandsMustAscend) {
  EXPECT_THAT(AgeBandStarts({}), ElementsAre(0, 18, 25, 35, 45, 55));
  EXPECT_THAT(AgeBandStarts({0, 20}), ElementsAre(0, 20));
  EXPECT_THROW(AgeBandStarts({20, 20}), Error);
  EXPECT_THROW(AgeBandStarts({20, 10}), Error);
}

TEST(DimensionTest, WhoIsYoungerThanTheFirstBandGivenHasOneToo) {
  EXPECT_THAT(AgeBandStarts({18, 30}), ElementsAre(0, 18, 30));
}

TEST(DimensionTest, CodesOfSexHaveWordsAndOthersHaveNot) {
  EXPECT_EQ(LabelOf({"sex", ""}, "F"), "female");
  EXPECT_EQ(LabelOf({"sex", ""}, "M"), "male");
  EXPECT_EQ(LabelOf({"sex", ""}, "_Z"), "not_applicable");
  EXPECT_EQ(LabelOf({"attribute", "x"}, "F"), "");
}

TEST(DimensionTest, KeysOfRecordsNameTheirCollection) {
  EXPECT_EQ(CollectionOf({"unit", ""}), "units");
  EXPECT_EQ(CollectionOf({"cohort", ""}), "cohorts");
  EXPECT_EQ(CollectionOf({"course", ""}), "courses");
  EXPECT_EQ(CollectionOf({"sex", ""}), "");
}

}  // namespace
}  // namespace waymark::evaluation
