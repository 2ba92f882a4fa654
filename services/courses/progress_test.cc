#include "services/courses/progress.h"

#include <gtest/gtest.h>

namespace waymark::courses {
namespace {

const std::vector<AssessmentFacts> kAssessments = {
    {.id = "quiz", .title = "Quiz", .max_score = 20, .pass_score = 10, .weight = 1, .assessed = true},
    {.id = "final", .title = "Final", .max_score = 100, .pass_score = 40, .weight = 3},
};
const Rule kEightyPercent{.min_attendance_percent = 80};

Attainment Attended(int attended, int missed, int excused = 0) { return {attended, excused, {}, missed}; }

Attainment Scored(std::optional<double> quiz, std::optional<double> final_score) {
  return {0, 0, {quiz, final_score}, 0};
}

ProgressStanding AttendanceOfTen(int attended, int missed, int excused = 0) {
  return EvaluateProgress(kEightyPercent, 10, {}, Attended(attended, missed, excused)).standing;
}

TEST(ProgressTest, WithoutARequirementThereIsNothingLeftToDo) {
  const auto progress = EvaluateProgress({}, 10, {}, Attended(1, 9));
  EXPECT_EQ(progress.standing, ProgressStanding::kMet);
  EXPECT_TRUE(progress.requirements.empty());
  EXPECT_EQ(progress.attendance_percent, 10);
  EXPECT_FALSE(progress.may_miss.has_value());
}

TEST(ProgressTest, AttendanceGoesFromOnTrackToOutOfReachAsSessionsAreMissed) {
  EXPECT_EQ(AttendanceOfTen(0, 0), ProgressStanding::kOnTrack);
  EXPECT_EQ(AttendanceOfTen(5, 1), ProgressStanding::kOnTrack);
  EXPECT_EQ(AttendanceOfTen(3, 1), ProgressStanding::kAtRisk);
  EXPECT_EQ(AttendanceOfTen(3, 2), ProgressStanding::kAtRisk);
  EXPECT_EQ(AttendanceOfTen(3, 3), ProgressStanding::kOutOfReach);
  EXPECT_EQ(AttendanceOfTen(8, 0), ProgressStanding::kMet);
  EXPECT_EQ(AttendanceOfTen(8, 2), ProgressStanding::kMet);
}

TEST(ProgressTest, TellsHowManySessionsMayStillBeMissed) {
  const auto left = [](int attended, int missed, int excused) {
    return EvaluateProgress(kEightyPercent, 10, {}, Attended(attended, missed, excused)).may_miss;
  };
  EXPECT_EQ(left(0, 0, 0), 2);
  EXPECT_EQ(left(3, 1, 0), 1);
  EXPECT_EQ(left(3, 2, 0), 0);
  EXPECT_EQ(left(3, 3, 0), -1);
  // Of the nine that count, 80 % are eight.
  EXPECT_EQ(left(3, 0, 1), 1);
}

TEST(ProgressTest, SessionsThatDoNotCountPutNothingOutOfReach) {
  EXPECT_EQ(EvaluateProgress(kEightyPercent, 0, {}, Attended(0, 0)).standing, ProgressStanding::kOnTrack);
  EXPECT_EQ(EvaluateProgress(kEightyPercent, 2, {}, Attended(0, 0, 2)).standing, ProgressStanding::kOnTrack);
}

TEST(ProgressTest, AnAssessmentIsAtRiskOnceOthersHaveAScoreInIt) {
  const auto quiz = [](std::optional<double> score) {
    return EvaluateProgress({.required = {{"quiz", 0}}}, 0, kAssessments, Scored(score, {})).standing;
  };
  EXPECT_EQ(quiz({}), ProgressStanding::kAtRisk);
  EXPECT_EQ(quiz(9.5), ProgressStanding::kAtRisk);
  EXPECT_EQ(quiz(10), ProgressStanding::kMet);
  const auto not_held = EvaluateProgress({.required = {{"final", 0}}}, 0, kAssessments, Scored(5, {}));
  EXPECT_EQ(not_held.standing, ProgressStanding::kOnTrack);
  ASSERT_EQ(not_held.requirements.size(), 1u);
  EXPECT_EQ(not_held.requirements[0].required, 40);
  EXPECT_FALSE(not_held.requirements[0].actual.has_value());
}

TEST(ProgressTest, TheTotalSoFarIsOfWhatHasAScore) {
  const Rule rule{.min_total = 60};
  const auto standing = [&](std::optional<double> quiz, std::optional<double> final_score) {
    return EvaluateProgress(rule, 0, kAssessments, Scored(quiz, final_score));
  };
  EXPECT_EQ(standing({}, {}).standing, ProgressStanding::kOnTrack);
  EXPECT_FALSE(standing({}, {}).total_percent.has_value());
  EXPECT_EQ(standing(15, {}).total_percent, 75);
  EXPECT_EQ(standing(15, {}).standing, ProgressStanding::kOnTrack);
  EXPECT_EQ(standing(10, {}).standing, ProgressStanding::kAtRisk);
  EXPECT_EQ(standing(12, 60).standing, ProgressStanding::kMet);
}

TEST(ProgressTest, TheWorstRequirementDecides) {
  Attainment attainment = Scored(20, {});
  attainment.missed = 10;
  const auto progress =
      EvaluateProgress({.min_attendance_percent = 50, .required = {{"quiz", 0}}, .min_total = 10}, 10,
                       kAssessments, attainment);
  ASSERT_EQ(progress.requirements.size(), 3u);
  EXPECT_EQ(progress.requirements[1].standing, ProgressStanding::kMet);
  EXPECT_EQ(progress.standing, ProgressStanding::kOutOfReach);
}

// Over every attendance of up to eight sessions: MET here is met at a graduation,
// and what is out of reach stays so whatever is recorded for the rest.
TEST(ProgressTest, AgreesWithTheGraduationForEveryAttendance) {
  constexpr int kSessions = 8;
  for (double percent : {1.0, 12.5, 33.3, 50.0, 66.7, 87.5, 100.0}) {
    const Rule rule{.min_attendance_percent = percent};
    for (int attended = 0; attended <= kSessions; ++attended) {
      for (int missed = 0; attended + missed <= kSessions; ++missed) {
        for (int excused = 0; attended + missed + excused <= kSessions; ++excused) {
          const auto now = Attended(attended, missed, excused);
          const auto standing = EvaluateProgress(rule, kSessions, {}, now).standing;
          EXPECT_EQ(standing == ProgressStanding::kMet, Evaluate(rule, kSessions, {}, now).empty());
          const int open = kSessions - attended - missed - excused;
          const bool reachable =
              !CheckAttendance(rule, kSessions, Attended(attended + open, missed, excused));
          if (kSessions == excused) continue;
          EXPECT_EQ(standing == ProgressStanding::kOutOfReach, !reachable)
              << percent << " % " << attended << " " << missed << " " << excused;
        }
      }
    }
  }
}

}  // namespace
}  // namespace waymark::courses
