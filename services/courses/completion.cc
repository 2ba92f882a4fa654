#include "services/courses/completion.h"

#include <cmath>
#include <cstdio>

namespace waymark::courses {
namespace {

// At most two decimals, without trailing zeros. Rounded down, so that what is
// below a bound is never shown as the bound.
std::string Shown(double value) {
  char text[64];
  std::snprintf(text, sizeof text, "%.2f", std::floor(value * 100 + kRoundingTolerance) / 100);
  std::string out = text;
  out.erase(out.find_last_not_of('0') + 1);
  if (out.back() == '.') out.pop_back();
  return out;
}

std::string Called(const AssessmentFacts& assessment) {
  return "assessment " + (assessment.title.empty() ? assessment.id : assessment.title);
}

std::optional<Unmet> CheckScore(const ScoreRequirement& requirement, const AssessmentFacts& assessment,
                                const std::optional<double>& best) {
  const double required = RequiredScore(requirement, assessment);
  if (best && *best >= required) return std::nullopt;
  Unmet unmet{Unmet::Kind::kAssessment, assessment.id, required, best, ""};
  unmet.explanation = best ? Called(assessment) + ": score " + Shown(*best) + " is below " + Shown(required)
                           : Called(assessment) + " was not submitted";
  return unmet;
}

}  // namespace

std::optional<double> AttendancePercent(int sessions, const Attainment& attainment) {
  const int counted = sessions - attainment.excused;
  if (counted <= 0) return std::nullopt;
  return 100.0 * attainment.attended / counted;
}

std::optional<Unmet> CheckAttendance(const Rule& rule, int sessions, const Attainment& attainment) {
  if (rule.min_attendance_percent <= 0) return std::nullopt;
  const auto percent = AttendancePercent(sessions, attainment);
  if (percent && *percent >= rule.min_attendance_percent - kRoundingTolerance) return std::nullopt;
  Unmet unmet{Unmet::Kind::kAttendance, "", rule.min_attendance_percent, percent, ""};
  unmet.explanation =
      percent ? "attendance " + Shown(*percent) + " % is below " + Shown(rule.min_attendance_percent) + " %"
              : "no session counts, so there is no attendance";
  return unmet;
}

double RequiredScore(const ScoreRequirement& requirement, const AssessmentFacts& assessment) {
  return requirement.min_score > 0 ? requirement.min_score : assessment.pass_score;
}

std::optional<double> TotalPercent(const std::vector<AssessmentFacts>& assessments,
                                   const Attainment& attainment) {
  double reached = 0, weights = 0;
  for (size_t i = 0; i < assessments.size(); ++i) {
    weights += assessments[i].weight;
    reached += assessments[i].weight * attainment.best[i].value_or(0) / assessments[i].max_score;
  }
  if (weights <= 0) return std::nullopt;
  return 100.0 * reached / weights;
}

std::optional<Unmet> CheckTotal(const Rule& rule, const std::vector<AssessmentFacts>& assessments,
                                const Attainment& attainment) {
  if (rule.min_total <= 0) return std::nullopt;
  const auto total = TotalPercent(assessments, attainment);
  if (total && *total >= rule.min_total - kRoundingTolerance) return std::nullopt;
  Unmet unmet{Unmet::Kind::kTotal, "", rule.min_total, total, ""};
  unmet.explanation = total ? "total " + Shown(*total) + " % is below " + Shown(rule.min_total) + " %"
                            : "no assessment has a weight, so there is no total";
  return unmet;
}

std::vector<Unmet> Evaluate(const Rule& rule, int sessions, const std::vector<AssessmentFacts>& assessments,
                            const Attainment& attainment) {
  std::vector<Unmet> unmet;
  if (auto attendance = CheckAttendance(rule, sessions, attainment)) unmet.push_back(std::move(*attendance));
  for (const auto& requirement : rule.required) {
    for (size_t i = 0; i < assessments.size(); ++i) {
      if (assessments[i].id != requirement.assessment_id) continue;
      if (auto score = CheckScore(requirement, assessments[i], attainment.best[i]))
        unmet.push_back(std::move(*score));
    }
  }
  if (auto total = CheckTotal(rule, assessments, attainment)) unmet.push_back(std::move(*total));
  return unmet;
}

}  // namespace waymark::courses
