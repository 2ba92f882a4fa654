#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "services/common/rpc/call.h"
#include "services/courses/cohort_states.h"
#include "services/courses/completion.h"
#include "services/courses/credentials.h"

namespace waymark::courses {

// What the graduates of a cohort must meet, and what they get.
struct CohortRule {
  std::string course_id;
  CohortState state;
  std::string starts_on;
  Rule rule;              // of the course's version that the cohort is on
  int sessions = 0;       // not cancelled
  CredentialTerms terms;  // without the day of issue
};

CohortRule LoadCohortRule(rpc::Call& call, db::Transaction& tx, const std::string& cohort_id);
// Of several, by their ids.
std::unordered_map<std::string, CohortRule> LoadCohortRules(rpc::Call& call, db::Transaction& tx,
                                                            const std::vector<std::string>& cohort_ids);

}  // namespace waymark::courses
