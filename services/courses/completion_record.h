#pragma once

#include <string>
#include <vector>

#include "services/common/db/rows.h"
#include "services/courses/completion.h"

// The completion rule as course_version keeps it.
namespace waymark::courses {

// The columns `<prefix>min_attendance_percent`, `<prefix>min_total` and
// `<prefix>required_assessments` of a row.
Rule RuleOf(const db::Row& row, const std::string& prefix);

// The column required_assessments: JSON.
std::string RequiredAssessmentsJson(const std::vector<ScoreRequirement>& required);

}  // namespace waymark::courses
