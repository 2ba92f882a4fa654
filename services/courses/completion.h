#pragma once

#include <optional>
#include <string>
#include <vector>

// The completion rule: what one must do to graduate, evaluated on plain values.
namespace waymark::courses {

// An assessment that counts for a cohort.
struct AssessmentFacts {
  std::string id;
  std::string title;  // or its external id: what a message calls it; may be empty
  double max_score = 100;
  double pass_score = 0;
  double weight = 0;
  bool assessed = false;  // whether somebody of the cohort has a score in it
};

// A required assessment; `min_score` 0 is the assessment's own pass score.
struct ScoreRequirement {
  std::string assessment_id;
  double min_score = 0;
};

struct Rule {
  double min_attendance_percent = 0;  // 0 = not required
  std::vector<ScoreRequirement> required = {};
  double min_total = 0;  // in percent; 0 = not required
};

// What one enrolment has to show. `best` is parallel to the cohort's
// assessments: the best score of all attempts, absent when nothing was submitted.
struct Attainment {
  int attended = 0;  // sessions: PRESENT, LATE or LEFT_EARLY
  int excused = 0;   // sessions
  std::vector<std::optional<double>> best;
  int missed = 0;  // sessions: ABSENT; the rest are not recorded
};

// A requirement that is not met.
struct Unmet {
  enum class Kind { kAttendance, kAssessment, kTotal };
  Kind kind;
  std::string assessment_id;  // for kAssessment
  double required = 0;
  std::optional<double> actual;  // absent: nothing was held or submitted
  std::string explanation;
};

// Room for the rounding of a sum of products of doubles, in percent: far below
// any score that a person enters, so that 60 % of 100 is 60.
constexpr double kRoundingTolerance = 1e-9;

// The attendance in percent of `sessions` that were held; nothing when none of
// them counts.
std::optional<double> AttendancePercent(int sessions, const Attainment& attainment);

// Whether the attendance requirement, which makes an enrolment COMPLETED, is met;
// else why not.
std::optional<Unmet> CheckAttendance(const Rule& rule, int sessions, const Attainment& attainment);

// The score that a required assessment asks for.
double RequiredScore(const ScoreRequirement& requirement, const AssessmentFacts& assessment);

// The weighted total in percent; nothing when no assessment has a weight.
std::optional<double> TotalPercent(const std::vector<AssessmentFacts>& assessments,
                                   const Attainment& attainment);

// Whether the total that the rule asks for is reached; else why not.
std::optional<Unmet> CheckTotal(const Rule& rule, const std::vector<AssessmentFacts>& assessments,
                                const Attainment& attainment);

// All requirements that are not met, in the order attendance, assessments,
// total; none means that the participant graduates.
std::vector<Unmet> Evaluate(const Rule& rule, int sessions, const std::vector<AssessmentFacts>& assessments,
                            const Attainment& attainment);

}  // namespace waymark::courses
