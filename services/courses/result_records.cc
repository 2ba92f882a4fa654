#include "services/courses/result_records.h"

#include <algorithm>
#include <map>

#include "services/common/rpc/filter.h"
#include "services/common/rpc/names.h"
#include "services/common/rpc/readings.h"
#include "services/courses/entries.h"
#include "services/courses/result_runs.h"
#include "services/courses/sql.h"

namespace waymark::courses {
namespace {

using rpc::Call;

struct ResultKind {
  using Item = v1::CreateResultRequest;
  using Record = v1::Result;
  using Entries = std::vector<const Entry<Record>*>;
  static constexpr const char* kField = "result";
  static constexpr const char* kOwnerField = "assessment";
  static constexpr const db::Query* kResolve = &sql::kResolveAssessments;
  static constexpr const db::Query* kAbsent = nullptr;
  static constexpr const db::Query* kCheck = &sql::kCheckResults;
  static constexpr const db::Query* kCreate = &sql::kCreateResults;
  static constexpr const db::Query* kCorrect = &sql::kCorrectResults;
  static constexpr const db::Query* kGet = &sql::kGetResults;

  static const Record& RecordOf(const Item& item) { return item.result(); }
  static const std::string& OwnerOf(const Record& record) { return record.assessment(); }
  static int AttemptOf(const Record& record) { return std::max(record.attempt(), 1); }
  static std::string NameOf(const std::string& organization, const Entry<Record>& entry) {
    return rpc::Name(organization, "results",
                     entry.owner_id + "." + entry.participant_id + "." +
                         std::to_string(AttemptOf(*entry.record)) + "." + entry.cohort_id);
  }

  static std::optional<Error> Check(const Record& record, const db::Row& assessment) {
    if (record.has_score() && record.score() > assessment.Double("max_score"))
      return InvalidField("result.score", "must not be above the assessment's highest score");
    const int64_t allowed = assessment.Int("attempts_allowed");
    if (allowed > 0 && AttemptOf(record) > allowed)
      return InvalidField("result.attempt",
                          "must not be above the attempts allowed, " + std::to_string(allowed));
    return std::nullopt;
  }

  static bool Passed(const Record& record, const db::Row& assessment) {
    return record.has_score() && record.score() >= assessment.Double("pass_score");
  }
  static std::optional<double> ScoreOf(const Record& record) {
    return record.has_score() ? std::optional(record.score()) : std::nullopt;
  }
  static bool Withdraws(const Record&) { return false; }
  static bool Same(const Record& a, const Record& b) {
    return ScoreOf(a) == ScoreOf(b) && a.assessed_on() == b.assessed_on();
  }
  static Record ContentOf(const Record& record) {
    Record content;
    if (record.has_score()) content.set_score(record.score());
    content.set_assessed_on(record.assessed_on());
    return content;
  }
  static Record ContentIn(const db::Row& existing) {
    Record content;
    if (!existing.IsNull("score")) content.set_score(existing.Double("score"));
    content.set_assessed_on(existing.Text("assessed_on"));
    return content;
  }
  static std::string PartOf(const Entry<Record>& entry) {
    return "participants/" + entry.participant_id + ".attempts/" + std::to_string(AttemptOf(*entry.record));
  }

  static void FindCohorts(Call& call, std::vector<Entry<Record>>& entries, rpc::BatchFailures& failures) {
    FindRuns(call, entries, failures);
  }

  static void SetContent(const Entries& entries, db::Params& params) {
    std::vector<std::optional<double>> scores;
    std::vector<bool> passed;
    std::vector<std::optional<std::string>> days;
    for (const auto* entry : entries) {
      scores.push_back(ScoreOf(*entry->record));
      passed.push_back(Passed(*entry->record, *entry->owner));
      days.push_back(db::OrNull(entry->record->assessed_on()));
    }
    params.Set("scores", scores).Set("passed", passed).Set("assessed_ons", days);
  }

  // One event for each assessment.
  static void AddEvents(const Call&, const Entries& entries, events::Changes& changes) {
    std::map<std::string, Entries> assessments;
    for (const auto* entry : entries) assessments[entry->owner_id].push_back(entry);
    for (const auto& [id, of_assessment] : assessments) {
      auto& resulted =
          *changes.Add("assessment.resulted", "assessments/" + id, 0).mutable_assessment_resulted();
      resulted.set_assessment_id(id);
      resulted.set_course_id(of_assessment[0]->owner->Text("course_id"));
      for (const auto* entry : of_assessment) {
        auto& shown = *resulted.add_entries();
        shown.set_participant_id(entry->participant_id);
        shown.set_attempt(AttemptOf(*entry->record));
        if (entry->record->has_score()) shown.set_score(entry->record->score());
        shown.set_passed(Passed(*entry->record, *entry->owner));
        shown.set_assessed_on(entry->record->assessed_on());
        shown.set_cohort_id(entry->cohort_id);
      }
      DescribeCorrections<ResultKind>(of_assessment, changes);
    }
  }
};

}  // namespace

void BatchCreateResults(Call& call, const v1::BatchCreateResultsRequest& request,
                        v1::BatchCreateResultsResponse& reply) {
  RecordEntries<ResultKind>(call, request, reply, reply.mutable_results());
}

void ListResults(Call& call, const v1::ListResultsRequest& request, v1::ListResultsResponse& reply) {
  const rpc::Page page(call, request);
  const auto filter = rpc::ParseFilter(request.filter(), {"assessment", "cohort", "participant"});
  if (filter.contains("assessment") && filter.contains("cohort"))
    throw InvalidField("filter", "name the assessment or the cohort, not both");
  db::Params params;
  params.Set("after_assessment", page.key(0))
      .Set("after_participant", page.key(1))
      .Set("after_attempt", page.key(2))
      .Set("after_run", page.key(3))
      .Set("limit", page.limit());
  rpc::SetFilterReference(call, filter, "assessment", "assessments", params);
  rpc::SetFilterReference(call, filter, "cohort", "cohorts", params);
  rpc::SetFilterDirectory(call, filter, "participant", "participants", params);
  // Which statement finds them by an index.
  const auto& query = filter.contains("assessment")    ? sql::kListResultsOfAssessment
                      : filter.contains("cohort")      ? sql::kListResultsOfCohort
                      : filter.contains("participant") ? sql::kListResultsOfParticipant
                                                       : sql::kListResults;
  const auto rows = call.Read(query, std::move(params));
  reply.set_next_page_token(FillPage(call, page, rows, reply.mutable_results(),
                                     {"_assessment_id", "_participant_id", "attempt", "_run_id"}));
  rpc::RecordReadingsOf(call, reply.results());
}

}  // namespace waymark::courses
