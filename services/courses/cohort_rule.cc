#include "services/courses/cohort_rule.h"

#include "services/common/status/error.h"
#include "services/courses/completion_record.h"
#include "services/courses/sql.h"

namespace waymark::courses {

CohortRule LoadCohortRule(rpc::Call& call, db::Transaction& tx, const std::string& cohort_id) {
  auto rules = LoadCohortRules(call, tx, {cohort_id});
  if (rules.empty()) throw NotFound("cohorts/" + cohort_id);
  return std::move(rules.begin()->second);
}

std::unordered_map<std::string, CohortRule> LoadCohortRules(rpc::Call& call, db::Transaction& tx,
                                                            const std::vector<std::string>& cohort_ids) {
  std::unordered_map<std::string, CohortRule> rules;
  for (const db::Row row : call.Run(tx, sql::kCohortRules, db::Params().Set("cohort_ids", cohort_ids))) {
    rules.emplace(row.Text("cohort_id"),
                  CohortRule{.course_id = row.Text("course_id"),
                             .state = static_cast<CohortState>(row.Int("state")),
                             .starts_on = row.Text("starts_on"),
                             .rule = RuleOf(row, ""),
                             .sessions = static_cast<int>(row.Int("sessions")),
                             .terms = {.course_id = row.Text("course_id"),
                                       .title = row.Text("credential_title"),
                                       .issued_on = "",
                                       .valid_months = static_cast<int>(row.Int("valid_months"))}});
  }
  return rules;
}

}  // namespace waymark::courses
