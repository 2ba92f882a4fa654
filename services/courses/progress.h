#pragma once

#include <optional>
#include <string>
#include <vector>

#include "services/courses/completion.h"

// How far an enrolment is from the completion rule while its cohort runs,
// evaluated on plain values. What it says is met, a graduation finds met.
namespace waymark::courses {

// From best to worst.
enum class ProgressStanding { kMet, kOnTrack, kAtRisk, kOutOfReach };

struct RequirementStanding {
  Unmet::Kind kind = Unmet::Kind::kAttendance;
  const AssessmentFacts* assessment = nullptr;  // for kAssessment
  double required = 0;
  std::optional<double> actual;  // so far; absent: nothing is recorded or submitted
  ProgressStanding standing = ProgressStanding::kMet;
};

struct Progress {
  ProgressStanding standing = ProgressStanding::kMet;  // the worst of the requirements
  std::optional<double> attendance_percent;            // of the sessions that are recorded
  std::optional<int> may_miss;                         // absent: no attendance is required
  std::optional<double> total_percent;                 // of the assessments with a score
  std::vector<RequirementStanding> requirements;
};

// `sessions`: those of the cohort that are not cancelled, past and to come. A
// session without a record may still come to count.
Progress EvaluateProgress(const Rule& rule, int sessions, const std::vector<AssessmentFacts>& assessments,
                          const Attainment& attainment);

}  // namespace waymark::courses
