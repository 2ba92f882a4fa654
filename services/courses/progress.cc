#include "services/courses/progress.h"

#include <algorithm>
#include <cmath>

namespace waymark::courses {
namespace {

std::optional<double> PercentSoFar(const Attainment& attainment) {
  const int recorded = attainment.attended + attainment.missed;
  if (recorded <= 0) return std::nullopt;
  return 100.0 * attainment.attended / recorded;
}

// How many of the sessions that may still be attended need not be.
int MayMiss(const Rule& rule, int sessions, const Attainment& attainment) {
  const int counted = sessions - attainment.excused;
  const int within_reach = counted - attainment.missed;
  const double needed = rule.min_attendance_percent * counted / 100;
  return within_reach - static_cast<int>(std::ceil(needed - kRoundingTolerance));
}

ProgressStanding Judge(bool met, bool below) {
  return met ? ProgressStanding::kMet : below ? ProgressStanding::kAtRisk : ProgressStanding::kOnTrack;
}

RequirementStanding JudgeAttendance(const Rule& rule, int sessions, const Attainment& attainment) {
  RequirementStanding attendance;
  attendance.kind = Unmet::Kind::kAttendance;
  attendance.required = rule.min_attendance_percent;
  attendance.actual = PercentSoFar(attainment);
  const bool met = !CheckAttendance(rule, sessions, attainment);
  attendance.standing = Judge(met, attendance.actual && *attendance.actual < rule.min_attendance_percent);
  if (!met && sessions > attainment.excused && MayMiss(rule, sessions, attainment) < 0)
    attendance.standing = ProgressStanding::kOutOfReach;
  return attendance;
}

RequirementStanding JudgeScore(const ScoreRequirement& requirement, const AssessmentFacts& assessment,
                               const std::optional<double>& best) {
  const double required = RequiredScore(requirement, assessment);
  return {.kind = Unmet::Kind::kAssessment,
          .assessment = &assessment,
          .required = required,
          .actual = best,
          .standing = Judge(best && *best >= required, best || assessment.assessed)};
}

// Of the assessments with a score alone.
std::optional<double> TotalSoFar(const std::vector<AssessmentFacts>& assessments,
                                 const Attainment& attainment) {
  std::vector<AssessmentFacts> scored;
  Attainment scores;
  for (size_t i = 0; i < assessments.size(); ++i) {
    if (!attainment.best[i]) continue;
    scored.push_back(assessments[i]);
    scores.best.push_back(attainment.best[i]);
  }
  return TotalPercent(scored, scores);
}

}  // namespace

Progress EvaluateProgress(const Rule& rule, int sessions, const std::vector<AssessmentFacts>& assessments,
                          const Attainment& attainment) {
  Progress progress;
  progress.attendance_percent = PercentSoFar(attainment);
  progress.total_percent = TotalSoFar(assessments, attainment);
  if (rule.min_attendance_percent > 0) {
    progress.may_miss = MayMiss(rule, sessions, attainment);
    progress.requirements.push_back(JudgeAttendance(rule, sessions, attainment));
  }
  for (const auto& requirement : rule.required) {
    for (size_t i = 0; i < assessments.size(); ++i) {
      if (assessments[i].id == requirement.assessment_id)
        progress.requirements.push_back(JudgeScore(requirement, assessments[i], attainment.best[i]));
    }
  }
  if (rule.min_total > 0) {
    const bool below =
        progress.total_percent && *progress.total_percent < rule.min_total - kRoundingTolerance;
    progress.requirements.push_back({.kind = Unmet::Kind::kTotal,
                                     .assessment = nullptr,
                                     .required = rule.min_total,
                                     .actual = progress.total_percent,
                                     .standing = Judge(!CheckTotal(rule, assessments, attainment), below)});
  }
  for (const auto& requirement : progress.requirements)
    progress.standing = std::max(progress.standing, requirement.standing);
  return progress;
}

}  // namespace waymark::courses
