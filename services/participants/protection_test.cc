#include "services/participants/protection.h"

#include <gtest/gtest.h>

namespace waymark::participants {
namespace {

namespace v1 = waymark::participants::v1;

v1::Participant Born(const std::string& birth_date, v1::Protection protection = v1::PROTECTION_UNSPECIFIED) {
  v1::Participant participant;
  participant.set_birth_date(birth_date);
  participant.set_protection(protection);
  return participant;
}

bool IsProtected(const v1::Participant& participant, std::string_view today) {
  return IsProtectedOn(today, ProtectedBefore(participant, today));
}

struct OfAgeCase {
  const char* birth_date;
  const char* day;
};

class OfAgeOnTest : public ::testing::TestWithParam<OfAgeCase> {};

TEST_P(OfAgeOnTest, IsTheFirstDayWithoutDoubt) { EXPECT_EQ(OfAgeOn(GetParam().birth_date), GetParam().day); }

INSTANTIATE_TEST_SUITE_P(
    Days, OfAgeOnTest,
    ::testing::Values(OfAgeCase{"", ""}, OfAgeCase{"2010-05-17", "2028-05-17"},
                      OfAgeCase{"2010-12-31", "2028-12-31"}, OfAgeCase{"2010-01-01", "2028-01-01"},
                      // 29 February: there is none in 2026; there is one in 2028.
                      OfAgeCase{"2008-02-29", "2026-03-01"}, OfAgeCase{"2008-02-28", "2026-02-28"},
                      OfAgeCase{"2008-03-01", "2026-03-01"}, OfAgeCase{"2010-02-28", "2028-02-28"}));
INSTANTIATE_TEST_SUITE_P(Months, OfAgeOnTest,
                         ::testing::Values(OfAgeCase{"2010-05", "2028-05-31"},
                                           OfAgeCase{"2010-06", "2028-06-30"},
                                           OfAgeCase{"2008-02", "2026-03-01"},
                                           OfAgeCase{"2010-02", "2028-02-28"},
                                           OfAgeCase{"2010-12", "2028-12-31"}));
INSTANTIATE_TEST_SUITE_P(Years, OfAgeOnTest,
                         ::testing::Values(OfAgeCase{"2010", "2028-12-31"}, OfAgeCase{"1899", "1917-12-31"}));
INSTANTIATE_TEST_SUITE_P(Estimates, OfAgeOnTest,
                         ::testing::Values(OfAgeCase{"2010~", "2029-12-31"},
                                           OfAgeCase{"2010-05~", "2029-05-31"},
                                           OfAgeCase{"2010-05-17~", "2029-05-17"},
                                           OfAgeCase{"2008-02-29~", "2027-03-01"}));

TEST(Protection, EndsOnTheDayOfComingOfAge) {
  EXPECT_TRUE(IsProtected(Born("2008-01-16"), "2026-01-15"));
  EXPECT_FALSE(IsProtected(Born("2008-01-15"), "2026-01-15"));
  EXPECT_FALSE(IsProtected(Born("1950"), "2026-01-15"));
}

TEST(Protection, IsGivenInDoubt) {
  EXPECT_TRUE(IsProtected(Born("2007"), "2025-12-30"));
  EXPECT_FALSE(IsProtected(Born("2007"), "2025-12-31"));
  EXPECT_TRUE(IsProtected(Born("2008-01"), "2026-01-15"));
  EXPECT_TRUE(IsProtected(Born("2007-11-20~"), "2026-01-15"));
}

TEST(Protection, IsNotGuessedWhereNoBirthDateIsKnown) { EXPECT_FALSE(IsProtected(Born(""), "2026-01-15")); }

TEST(Protection, OfTheFlaggedHoldsAtAnyAgeAndWithoutEnd) {
  for (const char* birth_date : {"", "1950", "2015-03-04"}) {
    const auto flagged = Born(birth_date, v1::PROTECTION_FLAGGED);
    EXPECT_EQ(ProtectedBefore(flagged, "2026-01-15"), kAlways) << birth_date;
    EXPECT_TRUE(IsProtected(flagged, "9999-12-31")) << birth_date;
  }
}

TEST(Protection, IsEmptyOnceItIsOver) {
  EXPECT_EQ(ProtectedBefore(Born("2008-01-15"), "2026-01-15"), "");
  EXPECT_EQ(ProtectedBefore(Born("2008-01-16"), "2026-01-15"), "2026-01-16");
  EXPECT_FALSE(IsProtectedOn("2026-01-15", ""));
}

}  // namespace
}  // namespace waymark::participants
