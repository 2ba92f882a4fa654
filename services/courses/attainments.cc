#include "services/courses/attainments.h"

#include <algorithm>
#include <set>

#include "services/courses/sql.h"

namespace waymark::courses {

Scores::Scores(rpc::Call& call, db::Transaction& tx, const std::vector<std::string>& cohort_ids,
               const std::vector<std::string>& participant_ids) {
  std::set<std::string> ids;
  for (const db::Row row :
       call.Run(tx, sql::kCohortAssessments, db::Params().Set("cohort_ids", cohort_ids))) {
    assessments_[row.Text("cohort_id")].push_back({.id = row.Text("assessment_id"),
                                                   .title = row.Text("title"),
                                                   .max_score = row.Double("max_score"),
                                                   .pass_score = row.Double("pass_score"),
                                                   .weight = row.Double("weight"),
                                                   .assessed = row.Bool("assessed")});
    ids.insert(row.Text("assessment_id"));
  }
  if (ids.empty()) return;
  for (const db::Row row : call.Run(tx, sql::kBestScores,
                                    db::Params()
                                        .Set("assessment_ids", std::vector(ids.begin(), ids.end()))
                                        .Set("participant_ids", participant_ids)
                                        .Set("cohort_ids", cohort_ids))) {
    best_[row.Text("participant_id")][{row.Text("assessment_id"), row.Text("cohort_id")}] =
        row.Double("best");
  }
}

const std::vector<AssessmentFacts>& Scores::AssessmentsOf(const std::string& cohort_id) const {
  static const std::vector<AssessmentFacts> kNone;
  const auto known = assessments_.find(cohort_id);
  return known != assessments_.end() ? known->second : kNone;
}

std::vector<std::optional<double>> Scores::BestOf(const std::string& cohort_id,
                                                  const std::string& participant_id) const {
  const auto& assessments = AssessmentsOf(cohort_id);
  std::vector<std::optional<double>> best(assessments.size());
  const auto scored = best_.find(participant_id);
  if (scored == best_.end()) return best;
  for (size_t i = 0; i < assessments.size(); ++i) {
    for (const std::string& run : {cohort_id, std::string()}) {
      const auto score = scored->second.find({assessments[i].id, run});
      if (score != scored->second.end()) best[i] = std::max(best[i].value_or(0), score->second);
    }
  }
  return best;
}

std::vector<Attainment> LoadAttendance(rpc::Call& call, db::Transaction& tx,
                                       const std::vector<std::string>& participant_ids,
                                       const std::vector<std::string>& cohort_ids) {
  std::vector<Attainment> attainments(participant_ids.size());
  for (const db::Row row :
       call.Run(tx, sql::kAttendanceOfEnrolments,
                db::Params().Set("participant_ids", participant_ids).Set("cohort_ids", cohort_ids))) {
    auto& attainment = attainments[static_cast<size_t>(row.Int("item"))];
    attainment.attended = static_cast<int>(row.Int("attended"));
    attainment.excused = static_cast<int>(row.Int("excused"));
    attainment.missed = static_cast<int>(row.Int("missed"));
  }
  return attainments;
}

}  // namespace waymark::courses
