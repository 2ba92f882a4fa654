#include "services/evaluation/birth_date.h"

#include <gtest/gtest.h>

namespace waymark::evaluation {
namespace {

TEST(BirthDateTest, ADayIsTakenAsItIs) {
  EXPECT_EQ(ParseBirthDate("1990-05-17").day, "1990-05-17");
  EXPECT_EQ(ParseBirthDate("1990-05-17").precision, BirthPrecision::kDay);
}

TEST(BirthDateTest, AMonthOrYearStandsForItsMiddle) {
  EXPECT_EQ(ParseBirthDate("1990-02").day, "1990-02-16");
  EXPECT_EQ(ParseBirthDate("1990-02").precision, BirthPrecision::kMonth);
  EXPECT_EQ(ParseBirthDate("1990").day, "1990-07-01");
  EXPECT_EQ(ParseBirthDate("1990").precision, BirthPrecision::kYear);
}

TEST(BirthDateTest, AnEstimateIsMarked) {
  EXPECT_EQ(ParseBirthDate("1990~").day, "1990-07-01");
  EXPECT_EQ(ParseBirthDate("1990~").precision, BirthPrecision::kEstimated);
}

TEST(BirthDateTest, WhatIsNoDateIsUnknown) {
  for (const char* text : {"", "~", "199", "1990-13", "1990-02-30", "19900517", "abcd"}) {
    EXPECT_EQ(ParseBirthDate(text).day, "") << text;
    EXPECT_EQ(ParseBirthDate(text).precision, BirthPrecision::kUnknown) << text;
  }
}

}  // namespace
}  // namespace waymark::evaluation
