#include "services/courses/cohort_rule.h"

#include "services/courses/completion_record.h"
#include "services/courses/sql.h"

namespace waymark::courses {

CohortRule LoadCohortRule(rpc::Call& call, db::Transaction& tx, const std::string& cohort_id) {
  const auto row =
      call.One(tx, sql::kGraduationRule, db::Params().Set("cohort_id", cohort_id), "cohorts/" + cohort_id);
  return {.course_id = row.Text("course_id"),
          .state = static_cast<CohortState>(row.Int("state")),
          .starts_on = row.Text("starts_on"),
          .rule = RuleOf(row, ""),
          .sessions = static_cast<int>(row.Int("sessions")),
          .terms = {.course_id = row.Text("course_id"),
                    .title = row.Text("credential_title"),
                    .issued_on = "",
                    .valid_months = static_cast<int>(row.Int("valid_months"))}};
}

}  // namespace waymark::courses
