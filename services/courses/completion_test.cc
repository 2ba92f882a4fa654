#include "services/courses/completion.h"

#include <gtest/gtest.h>

#include <random>

namespace waymark::courses {
namespace {

const std::vector<AssessmentFacts> kAssessments = {
    {.id = "quiz", .title = "Quiz", .max_score = 20, .pass_score = 10, .weight = 1},
    {.id = "final", .title = "Final", .max_score = 100, .pass_score = 40, .weight = 3},
};

Attainment Of(int attended, int excused, std::optional<double> quiz, std::optional<double> final_score) {
  return {attended, excused, {quiz, final_score}};
}

TEST(CompletionTest, AnEmptyRuleIsMetByEveryone) {
  EXPECT_TRUE(Evaluate({}, 0, {}, {}).empty());
  EXPECT_TRUE(Evaluate({}, 5, kAssessments, Of(0, 0, {}, {})).empty());
}

TEST(CompletionTest, AttendanceBelowTheLeastIsNamedWithBothNumbers) {
  const auto unmet = Evaluate({.min_attendance_percent = 80}, 8, kAssessments, Of(5, 0, {}, {}));
  ASSERT_EQ(unmet.size(), 1u);
  EXPECT_EQ(unmet[0].kind, Unmet::Kind::kAttendance);
  EXPECT_EQ(unmet[0].actual, 62.5);
  EXPECT_EQ(unmet[0].required, 80);
  EXPECT_EQ(unmet[0].explanation, "attendance 62.5 % is below 80 %");
}

TEST(CompletionTest, AnExcusedSessionLeavesTheDenominator) {
  const Rule rule{.min_attendance_percent = 80};
  EXPECT_TRUE(CheckAttendance(rule, 10, Of(7, 0, {}, {})).has_value());
  EXPECT_FALSE(CheckAttendance(rule, 10, Of(7, 2, {}, {})).has_value());
}

TEST(CompletionTest, WithoutASessionThatCountsAttendanceIsUnknownNotMet) {
  const Rule rule{.min_attendance_percent = 1};
  for (const auto& [sessions, excused] : {std::pair(0, 0), std::pair(3, 3)}) {
    const auto unmet = CheckAttendance(rule, sessions, Of(0, excused, {}, {}));
    ASSERT_TRUE(unmet.has_value());
    EXPECT_FALSE(unmet->actual.has_value());
    EXPECT_EQ(unmet->explanation, "no session counts, so there is no attendance");
  }
}

TEST(CompletionTest, NotSubmittedIsNotAScoreOfZero) {
  const Rule rule{.required = {{"final", 0}}};
  const auto nothing = Evaluate(rule, 0, kAssessments, Of(0, 0, {}, {}));
  ASSERT_EQ(nothing.size(), 1u);
  EXPECT_FALSE(nothing[0].actual.has_value());
  EXPECT_EQ(nothing[0].explanation, "assessment Final was not submitted");
  const auto zero = Evaluate(rule, 0, kAssessments, Of(0, 0, {}, 0));
  ASSERT_EQ(zero.size(), 1u);
  EXPECT_EQ(zero[0].actual, 0);
  EXPECT_EQ(zero[0].explanation, "assessment Final: score 0 is below 40");
}

TEST(CompletionTest, TheRulesOwnPassMarkGoesBeforeTheAssessments) {
  EXPECT_TRUE(Evaluate({.required = {{"final", 0}}}, 0, kAssessments, Of(0, 0, {}, 40)).empty());
  EXPECT_FALSE(Evaluate({.required = {{"final", 50}}}, 0, kAssessments, Of(0, 0, {}, 40)).empty());
  EXPECT_TRUE(Evaluate({.required = {{"final", 30}}}, 0, kAssessments, Of(0, 0, {}, 35)).empty());
}

TEST(CompletionTest, AnAssessmentWithoutPassMarkNeedsOnlyBeSubmitted) {
  const std::vector<AssessmentFacts> assessments = {{.id = "pre", .title = ""}};
  const Rule rule{.required = {{"pre", 0}}};
  EXPECT_TRUE(Evaluate(rule, 0, assessments, {0, 0, {0.0}}).empty());
  const auto unmet = Evaluate(rule, 0, assessments, {0, 0, {std::nullopt}});
  ASSERT_EQ(unmet.size(), 1u);
  EXPECT_EQ(unmet[0].explanation, "assessment pre was not submitted");
}

TEST(CompletionTest, TheTotalIsTheWeightedMeanAndWhatIsMissingAddsNothing) {
  EXPECT_DOUBLE_EQ(*TotalPercent(kAssessments, Of(0, 0, 20, 60)), 70);
  EXPECT_DOUBLE_EQ(*TotalPercent(kAssessments, Of(0, 0, {}, 60)), 45);
  EXPECT_FALSE(TotalPercent({}, {}).has_value());
  const auto unmet = Evaluate({.min_total = 50}, 0, kAssessments, Of(0, 0, {}, 60));
  ASSERT_EQ(unmet.size(), 1u);
  EXPECT_EQ(unmet[0].kind, Unmet::Kind::kTotal);
  EXPECT_EQ(unmet[0].explanation, "total 45 % is below 50 %");
}

TEST(CompletionTest, WhatIsJustBelowIsNotShownAsTheBound) {
  const auto unmet = CheckAttendance({.min_attendance_percent = 66.67}, 3, Of(2, 0, {}, {}));
  ASSERT_TRUE(unmet.has_value());
  EXPECT_EQ(unmet->explanation, "attendance 66.66 % is below 66.67 %");
}

TEST(CompletionTest, AllUnmetRequirementsAreTold) {
  const Rule rule{.min_attendance_percent = 80, .required = {{"quiz", 0}, {"final", 0}}, .min_total = 50};
  EXPECT_EQ(Evaluate(rule, 5, kAssessments, Of(1, 0, {}, 10)).size(), 4u);
}

// Properties that hold for any rule and any attainment.
class CompletionPropertyTest : public ::testing::Test {
 protected:
  int Int(int low, int high) { return std::uniform_int_distribution(low, high)(random_); }
  std::optional<double> Score(double max) {
    return Int(0, 3) == 0 ? std::nullopt : std::optional(std::uniform_real_distribution(0.0, max)(random_));
  }
  std::mt19937 random_{20260115};
};

TEST_F(CompletionPropertyTest, MoreAttendanceOrABetterScoreNeverUndoesAGraduation) {
  for (int i = 0; i < 20'000; ++i) {
    const Rule rule{.min_attendance_percent = static_cast<double>(Int(0, 100)),
                    .required = {{"quiz", static_cast<double>(Int(0, 20))}, {"final", 0}},
                    .min_total = static_cast<double>(Int(0, 100))};
    const int sessions = Int(0, 12);
    const int attended = Int(0, sessions), excused = Int(0, sessions - attended);
    const Attainment before = Of(attended, excused, Score(20), Score(100));
    if (!Evaluate(rule, sessions, kAssessments, before).empty()) continue;
    Attainment after = before;
    if (attended + excused < sessions) ++after.attended;
    after.best[0] = std::max(before.best[0].value_or(0), 20.0);
    EXPECT_TRUE(Evaluate(rule, sessions, kAssessments, after).empty());
  }
}

TEST_F(CompletionPropertyTest, AStricterRuleNeverHasFewerUnmetRequirements) {
  for (int i = 0; i < 20'000; ++i) {
    Rule rule{.min_attendance_percent = static_cast<double>(Int(0, 90)),
              .min_total = static_cast<double>(Int(0, 90))};
    const int sessions = Int(0, 12);
    const Attainment attainment = Of(Int(0, sessions), 0, Score(20), Score(100));
    const auto before = Evaluate(rule, sessions, kAssessments, attainment).size();
    rule.min_attendance_percent += Int(0, 10);
    rule.min_total += Int(0, 10);
    rule.required.push_back({"quiz", 1});
    EXPECT_GE(Evaluate(rule, sessions, kAssessments, attainment).size(), before);
  }
}

TEST_F(CompletionPropertyTest, PercentagesStayBetween0And100) {
  for (int i = 0; i < 20'000; ++i) {
    const int sessions = Int(1, 12);
    const int attended = Int(0, sessions), excused = Int(0, sessions - attended);
    const Attainment attainment = Of(attended, excused, Score(20), Score(100));
    if (const auto percent = AttendancePercent(sessions, attainment)) {
      EXPECT_GE(*percent, 0);
      EXPECT_LE(*percent, 100);
    }
    const auto total = TotalPercent(kAssessments, attainment);
    EXPECT_GE(*total, 0);
    EXPECT_LE(*total, 100 + 1e-9);
  }
}

}  // namespace
}  // namespace waymark::courses
