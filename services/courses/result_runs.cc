#include "services/courses/result_runs.h"

#include <optional>
#include <string>
#include <unordered_map>

#include "services/courses/sql.h"

namespace waymark::courses {
namespace {

// What is wrong with the cohort that a result names; nothing when it is one in which the
// assessment may be taken.
std::optional<Error> CohortError(const db::Row& assessment, const db::Row* cohort) {
  if (!cohort) return ReferenceNotFound("result.cohort", "cohort");
  if (cohort->Text("course_id") != assessment.Text("course_id"))
    return InvalidField("result.cohort", "must be a cohort of the assessment's course");
  const std::string only = assessment.Text("cohort_id");
  if (!only.empty() && cohort->Text("id") != only)
    return InvalidField("result.cohort", "must be the cohort of the assessment");
  return std::nullopt;
}

// Sets the cohorts that are named or that the assessment has.
void SetNamed(rpc::Call& call, std::vector<Entry<v1::Result>>& results, rpc::BatchFailures& failures) {
  std::vector<std::string_view> names;
  for (size_t i = 0; i < results.size(); ++i)
    names.push_back(failures.Has(i) ? std::string_view() : std::string_view(results[i].record->cohort()));
  const rpc::References cohorts(call, sql::kResolveCohorts, names);
  for (size_t i = 0; i < results.size(); ++i) {
    if (failures.Has(i)) continue;
    Entry<v1::Result>& result = results[i];
    result.cohort_id = result.owner->Text("cohort_id");
    if (names[i].empty()) continue;
    if (auto error = CohortError(*result.owner, cohorts[i])) {
      failures.Add(i, std::move(*error));
    } else {
      result.cohort_id = cohorts[i]->Text("id");
    }
  }
}

}  // namespace

void FindRuns(rpc::Call& call, std::vector<Entry<v1::Result>>& results, rpc::BatchFailures& failures) {
  SetNamed(call, results, failures);
  std::vector<std::string> participants, courses;
  std::vector<std::optional<std::string>> cohorts, days;
  std::vector<std::pair<size_t, size_t>> asked;  // a result, and its place in the question
  std::unordered_map<std::string, size_t> places;
  for (size_t i = 0; i < results.size(); ++i) {
    if (failures.Has(i)) continue;
    const Entry<v1::Result>& result = results[i];
    const std::string course = result.owner->Text("course_id");
    const std::string& day = result.cohort_id.empty() ? result.record->assessed_on() : std::string();
    const auto [place, is_new] =
        places.emplace(result.participant_id + course + result.cohort_id + day, participants.size());
    asked.emplace_back(i, place->second);
    if (!is_new) continue;
    participants.push_back(result.participant_id);
    courses.push_back(course);
    cohorts.push_back(db::OrNull(result.cohort_id));
    days.push_back(db::OrNull(day));
  }
  if (asked.empty()) return;
  std::vector<std::string> runs(participants.size());
  for (const db::Row row : call.Read(sql::kFindRuns, db::Params()
                                                         .Set("participant_ids", participants)
                                                         .Set("course_ids", courses)
                                                         .Set("cohort_ids", cohorts)
                                                         .Set("days", days)))
    runs[static_cast<size_t>(row.Int("item"))] = row.Text("cohort_id");
  for (const auto& [i, place] : asked) results[i].cohort_id = runs[place];
}

}  // namespace waymark::courses
