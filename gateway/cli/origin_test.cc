#include "gateway/cli/origin.h"

#include <gmock/gmock.h>

namespace waymark::cli {
namespace {

using ::testing::ElementsAre;

constexpr char kId[] = "01890000-0000-7000-8000-000000000001";
constexpr char kOther[] = "01890000-0000-7000-8000-000000000002";

class OriginTest : public ::testing::Test {
 protected:
  std::vector<std::string> Translated(const std::string& external_id, const std::string& course) {
    CsvRow row{2, {external_id, course, "organizations/asp/title"}};
    Origin(FindKind("cohorts"), "asp", header_, [this](const std::string& name) {
      asked_.push_back(name);
      return here_;
    }).Translate(row);
    return row.fields;
  }

  const std::vector<std::string> header_ = {"external_id", "course", "title"};
  std::vector<std::string> asked_;
  bool here_ = false;
  const std::string cohort_ = std::string("/cohorts/") + kId, course_ = std::string("/courses/") + kOther;
};

TEST_F(OriginTest, NamesOfAnotherOrganizationBecomeExternalIds) {
  EXPECT_THAT(Translated("organizations/other" + cohort_, "organizations/other" + course_),
              ElementsAre(kId, kOther, "organizations/asp/title"));
  EXPECT_THAT(asked_, ElementsAre());
}

TEST_F(OriginTest, SoDoThoseOfAnOrganizationOfTheSameIdElsewhere) {
  EXPECT_THAT(Translated("organizations/asp" + cohort_, "organizations/asp" + course_),
              ElementsAre(kId, kOther, "organizations/asp/title"));
}

TEST_F(OriginTest, ARecordThatIsHereIsNotMadeTwice) {
  here_ = true;
  EXPECT_THROW(Translated("organizations/asp" + cohort_, "LEAD"), CsvError);
}

TEST_F(OriginTest, WhatIsHereIsReferredToByItsName) {
  here_ = true;
  EXPECT_THAT(Translated("K1", "organizations/asp" + course_),
              ElementsAre("K1", "organizations/asp" + course_, "organizations/asp/title"));
}

TEST_F(OriginTest, OtherTextsStayAsTheyAre) {
  EXPECT_THAT(Translated(kId, "organizations/other/courses/~LEAD"),
              ElementsAre(kId, "organizations/other/courses/~LEAD", "organizations/asp/title"));
}

}  // namespace
}  // namespace waymark::cli
