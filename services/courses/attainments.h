#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "services/common/rpc/call.h"
#include "services/courses/completion.h"

// What enrolments have to show, as the completion rule looks at it.
namespace waymark::courses {

// The assessments that count for each of some cohorts, and the best scores in them of
// those who take part, by the run they are of.
class Scores {
 public:
  Scores(rpc::Call& call, db::Transaction& tx, const std::vector<std::string>& cohort_ids,
         const std::vector<std::string>& participant_ids);

  const std::vector<AssessmentFacts>& AssessmentsOf(const std::string& cohort_id) const;
  // Parallel to them.
  std::vector<std::optional<double>> BestOf(const std::string& cohort_id,
                                            const std::string& participant_id) const;

 private:
  // By assessment and cohort; of no run where that is empty.
  using ByRun = std::map<std::pair<std::string, std::string>, double>;

  std::unordered_map<std::string, std::vector<AssessmentFacts>> assessments_;  // by cohort
  std::unordered_map<std::string, ByRun> best_;                                // by participant
};

// The attendance of participants, each in the cohort beside, without scores.
std::vector<Attainment> LoadAttendance(rpc::Call& call, db::Transaction& tx,
                                       const std::vector<std::string>& participant_ids,
                                       const std::vector<std::string>& cohort_ids);

}  // namespace waymark::courses
