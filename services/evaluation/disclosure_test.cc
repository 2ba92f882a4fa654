#include "services/evaluation/disclosure.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/common/status/error.h"

namespace waymark::evaluation {
namespace {

void AddRow(v1::Funnel& funnel, const std::string& key, int enrolled, int graduated) {
  auto& row = *funnel.add_rows();
  row.set_key(key);
  row.set_enrolled(enrolled);
  row.set_completed(graduated);
  row.set_graduated(graduated);
  row.set_promoted(0);
  row.set_in_command(0);
  row.set_in_acting_command(0);
  row.set_graduated_day_unknown(0);
}

std::vector<std::string> KeysOf(const v1::Funnel& funnel) {
  std::vector<std::string> keys;
  for (const auto& row : funnel.rows()) keys.push_back(row.key());
  return keys;
}

TEST(DisclosureTest, TheLimitIsThatOfTheOrganizationButNeverBelowThree) {
  EXPECT_EQ(LeastTold(0), 5);
  EXPECT_EQ(LeastTold(1), 3);
  EXPECT_EQ(LeastTold(3), 3);
  EXPECT_EQ(LeastTold(10), 10);
}

TEST(DisclosureTest, BandsOfLessThanFiveYearsAreRefused) {
  CheckBandsAreWide(std::vector{0, 18, 25, 35});
  CheckBandsAreWide(std::vector{20});
  CheckBandsAreWide(std::vector{20, 25});
  EXPECT_THROW(CheckBandsAreWide(std::vector{20, 24}), Error);
  EXPECT_THROW(CheckBandsAreWide(std::vector{0, 18, 19, 35}), Error);
}

TEST(DisclosureTest, WhatIsWithheldIsAbsentAndNoneIsNot) {
  v1::Funnel funnel;
  AddRow(funnel, "F", 30, 10);
  AddRow(funnel, "M", 20, 2);
  AddRow(funnel, "_U", 0, 0);
  AddRow(funnel, "_T", 50, 12);
  WithholdFew(funnel, 5);
  EXPECT_EQ(funnel.withheld_below(), 5);
  EXPECT_FALSE(funnel.rows(1).has_graduated());
  EXPECT_FALSE(funnel.rows(0).has_graduated()) << "it would follow from the total";
  EXPECT_EQ(funnel.rows(0).enrolled(), 30);
  EXPECT_TRUE(funnel.rows(2).has_graduated());
  EXPECT_EQ(funnel.rows(3).graduated(), 12);
}

TEST(DisclosureTest, OfAFewNotEvenTheirValuesAreTold) {
  v1::Funnel funnel;
  AddRow(funnel, "yes", 1, 1);
  AddRow(funnel, "no", 3, 0);
  AddRow(funnel, "_U", 0, 0);
  AddRow(funnel, "_T", 4, 1);
  WithholdFew(funnel, 5);
  EXPECT_THAT(KeysOf(funnel), ::testing::ElementsAre("_U", "_T"));
  for (const auto& row : funnel.rows()) {
    EXPECT_FALSE(row.has_enrolled() || row.has_completed() || row.has_graduated() || row.has_promoted() ||
                 row.has_in_command() || row.has_in_acting_command() || row.has_graduated_day_unknown());
  }
}

TEST(DisclosureTest, OfNobodyIsToldThatTheyAreNone) {
  v1::Funnel funnel;
  AddRow(funnel, "_T", 0, 0);
  WithholdFew(funnel, 5);
  EXPECT_TRUE(funnel.rows(0).has_enrolled());
}

}  // namespace
}  // namespace waymark::evaluation
