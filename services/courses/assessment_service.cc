#include "services/common/rpc/filter.h"
#include "services/courses/cohort_records.h"
#include "services/courses/create.h"
#include "services/courses/result_records.h"
#include "services/courses/services.h"
#include "services/courses/sql.h"
#include "waymark/courses/v1/assessments.grpc.pb.h"

namespace waymark::courses {
namespace {

using rpc::Call;

constexpr double kDefaultMaxScore = 100;

double MaxScoreOf(const v1::Assessment& assessment) {
  return assessment.max_score() > 0 ? assessment.max_score() : kDefaultMaxScore;
}

struct AssessmentCreator : CreatorDefaults {
  using Item = v1::CreateAssessmentRequest;
  using Record = v1::Assessment;
  static constexpr const char* kField = "assessment";
  static const Record& RecordOf(const Item& item) { return item.assessment(); }
  static const std::string& ChosenIdOf(const Item& item) { return item.assessment_id(); }
  static constexpr const db::Query* kTaken = &sql::kFindTakenAssessments;
  static constexpr const db::Query* kGet = &sql::kGetAssessments;

  explicit AssessmentCreator(Batch<AssessmentCreator>& of)
      : batch(of), course_ids(of.size()), cohort_ids(of.size()) {}

  void Prepare() {
    for (size_t i = 0; i < batch.size(); ++i) {
      const auto& assessment = batch.record(i);
      if (assessment.pass_score() > MaxScoreOf(assessment))
        batch.Wrong(i, "pass_score", "must not be above max_score");
      if (assessment.course().empty() && assessment.cohort().empty())
        batch.Wrong(i, "course", "is required where there is no cohort");
    }
    Resolve();
  }

  void Resolve() {
    const rpc::References courses(batch.call, sql::kResolveCourses, batch.NamesIn(&v1::Assessment::course));
    const rpc::References cohorts(batch.call, sql::kResolveCohorts, batch.NamesIn(&v1::Assessment::cohort));
    for (size_t i = 0; i < batch.size(); ++i) {
      if (batch.Has(i)) ResolveItem(i, courses[i], IfKept(cohorts[i]));
    }
  }

  void ResolveItem(size_t i, const db::Row* course, const db::Row* cohort) {
    if (!course && !batch.record(i).course().empty())
      return batch.failures.Add(i, ReferenceNotFound("assessment.course", "course"));
    if (!cohort && !batch.record(i).cohort().empty())
      return batch.failures.Add(i, ReferenceNotFound("assessment.cohort", "cohort"));
    course_ids[i] = course ? course->Text("id") : cohort->Text("course_id");
    if (!cohort) return;
    cohort_ids[i] = cohort->Text("id");
    if (cohort->Text("course_id") != course_ids[i])
      batch.Wrong(i, "cohort", "must be a cohort of the course");
  }

  void Insert(db::Transaction& tx, const std::vector<size_t>& items, events::Changes& changes) {
    std::vector<std::string> ids, digests, courses;
    std::vector<std::optional<std::string>> external_ids, cohorts, titles;
    std::vector<int> kinds, attempts;
    std::vector<double> max_scores, pass_scores, weights;
    for (const size_t i : items) {
      const auto& assessment = batch.record(i);
      ids.push_back(batch.sorted.id(i));
      digests.push_back(batch.sorted.digest(i));
      external_ids.push_back(db::OrNull(assessment.external_id()));
      courses.push_back(course_ids[i]);
      cohorts.push_back(cohort_ids[i]);
      kinds.push_back(assessment.kind());
      titles.push_back(db::OrNull(assessment.title()));
      max_scores.push_back(MaxScoreOf(assessment));
      pass_scores.push_back(assessment.pass_score());
      weights.push_back(assessment.weight());
      attempts.push_back(assessment.attempts_allowed());
      changes.Add("assessment.changed", "assessments/" + ids.back(), 1)
          .mutable_record_changed()
          ->set_record_id(ids.back());
      changes.Describe(nullptr, assessment);
    }
    batch.call.Run(tx, sql::kCreateAssessments,
                   db::Params()
                       .Set("assessment_ids", ids)
                       .Set("external_ids", external_ids)
                       .Set("course_ids", courses)
                       .Set("cohort_ids", cohorts)
                       .Set("kinds", kinds)
                       .Set("titles", titles)
                       .Set("max_scores", max_scores)
                       .Set("pass_scores", pass_scores)
                       .Set("weights", weights)
                       .Set("attempts_allowed", attempts)
                       .Set("content_digests", digests)
                       .Set("now", batch.call.now()));
    LeaveOut(tx, items);
  }

  // Those of whole courses do not count where grading began before them.
  void LeaveOut(db::Transaction& tx, const std::vector<size_t>& items) {
    std::vector<std::string> ids, courses;
    for (const size_t i : items) {
      if (cohort_ids[i]) continue;
      ids.push_back(batch.sorted.id(i));
      courses.push_back(course_ids[i]);
    }
    if (ids.empty()) return;
    batch.call.Run(tx, sql::kLeaveOutAssessments,
                   db::Params().Set("assessment_ids", ids).Set("course_ids", courses));
  }

  Batch<AssessmentCreator>& batch;
  std::vector<std::string> course_ids;
  std::vector<std::optional<std::string>> cohort_ids;
};

void BatchCreate(Call& call, const v1::BatchCreateAssessmentsRequest& request,
                 v1::BatchCreateAssessmentsResponse& reply) {
  CreateMany<AssessmentCreator>(call, request, reply, reply.mutable_assessments());
}

void Get(Call& call, const v1::GetAssessmentRequest& request, v1::Assessment& reply) {
  GetRecord(call, sql::kGetAssessments, request.name(), reply);
}

void BatchGet(Call& call, const v1::BatchGetAssessmentsRequest& request,
              v1::BatchGetAssessmentsResponse& reply) {
  GetRecords(call, sql::kGetAssessments, request.names(), reply.mutable_assessments());
}

void List(Call& call, const v1::ListAssessmentsRequest& request, v1::ListAssessmentsResponse& reply) {
  const rpc::Page page(call, request);
  const auto filter = rpc::ParseFilter(request.filter(), {"external_id", "course", "cohort", "counts_for"});
  db::Params params;
  params.Set("after", page.key(0)).Set("limit", page.limit());
  params.Set("external_id", rpc::TextFilter(filter, "external_id"));
  rpc::SetFilterReference(call, filter, "course", "courses", params);
  rpc::SetFilterReference(call, filter, "cohort", "cohorts", params);
  rpc::SetFilterReference(call, filter, "counts_for", "cohorts", params);
  const auto rows = call.Read(sql::kListAssessments, std::move(params));
  reply.set_next_page_token(FillPage(call, page, rows, reply.mutable_assessments(), {"_assessment_id"}));
}

}  // namespace

rpc::Service MakeAssessmentsService() {
  return {v1::AssessmentsService::service_full_name(),
          {{"CreateAssessment", CreateOne<AssessmentCreator>},
           {"BatchCreateAssessments", BatchCreate},
           {"GetAssessment", Get},
           {"BatchGetAssessments", BatchGet},
           {"ListAssessments", List},
           {"BatchCreateResults", courses::BatchCreateResults},
           {"ListResults", courses::ListResults}}};
}

}  // namespace waymark::courses
