#include <google/protobuf/util/message_differencer.h>

#include <set>

#include "services/common/rpc/filter.h"
#include "services/common/rpc/names.h"
#include "services/courses/completion_record.h"
#include "services/courses/create.h"
#include "services/courses/services.h"
#include "services/courses/sql.h"
#include "waymark/courses/v1/courses.grpc.pb.h"

namespace waymark::courses {
namespace {

using google::protobuf::util::MessageDifferencer;
using rpc::Call;

// `before` is null for a new one.
void AddChange(events::Changes& changes, const std::string& id, int version, const v1::Course* before,
               const v1::Course& course) {
  changes.Add("course.changed", "courses/" + id, version).mutable_course_changed()->set_course_id(id);
  changes.Describe(before, course);
}

struct CourseCreator : CreatorDefaults {
  using Item = v1::CreateCourseRequest;
  using Record = v1::Course;
  static constexpr const char* kField = "course";
  static const Record& RecordOf(const Item& item) { return item.course(); }
  static const std::string& ChosenIdOf(const Item& item) { return item.course_id(); }
  static constexpr const db::Query* kTaken = &sql::kFindTakenCourses;
  static constexpr const db::Query* kGet = &sql::kGetCourses;

  explicit CourseCreator(Batch<CourseCreator>& of) : batch(of) {}

  void Prepare() {
    for (size_t i = 0; i < batch.size(); ++i) {
      if (batch.record(i).completion_rule().required_assessments().empty()) continue;
      batch.Wrong(i, "completion_rule.required_assessments",
                  "must be empty for a new course, which has no assessments yet: create them, then require "
                  "them by an update");
    }
  }

  void Insert(db::Transaction& tx, const std::vector<size_t>& items, events::Changes& changes) {
    std::vector<std::string> ids, titles, digests, required;
    std::vector<std::optional<std::string>> external_ids, codes, credential_titles;
    std::vector<double> hours, attendance, totals;
    std::vector<int> sessions, months;
    for (const size_t i : items) {
      const auto& course = batch.record(i);
      ids.push_back(batch.sorted.id(i));
      digests.push_back(batch.sorted.digest(i));
      external_ids.push_back(db::OrNull(course.external_id()));
      codes.push_back(db::OrNull(course.code()));
      titles.push_back(course.title());
      hours.push_back(course.planned_hours());
      sessions.push_back(course.planned_sessions());
      attendance.push_back(course.completion_rule().min_attendance_percent());
      totals.push_back(course.completion_rule().min_total());
      required.push_back(RequiredAssessmentsJson({}));
      credential_titles.push_back(db::OrNull(course.credential_template().title()));
      months.push_back(course.credential_template().valid_months());
      AddChange(changes, ids.back(), 1, nullptr, course);
    }
    batch.call.Run(tx, sql::kCreateCourses,
                   db::Params()
                       .Set("course_ids", ids)
                       .Set("external_ids", external_ids)
                       .Set("codes", codes)
                       .Set("titles", titles)
                       .Set("planned_hours", hours)
                       .Set("planned_sessions", sessions)
                       .Set("content_digests", digests)
                       .Set("min_attendance_percents", attendance)
                       .Set("min_totals", totals)
                       .Set("required_assessments", required)
                       .Set("credential_titles", credential_titles)
                       .Set("valid_months", months)
                       .Set("now", batch.call.now()));
  }

  Batch<CourseCreator>& batch;
};

// The assessments that an update wants to require.
rpc::References RequiredOf(Call& call, const v1::Course& wanted) {
  std::vector<std::string_view> names;
  for (const auto& required : wanted.completion_rule().required_assessments())
    names.push_back(required.assessment());
  return rpc::References(call, sql::kResolveAssessments, names);
}

// Throws unless what is required are assessments of this course, for all its
// cohorts, each once, with a score that can be reached. Gives the names their UUID
// form.
void CheckRequired(const Call& call, const rpc::References& assessments, const std::string& course_id,
                   v1::CompletionRule& rule) {
  std::set<std::string> seen;
  for (int i = 0; i < rule.required_assessments_size(); ++i) {
    auto& required = *rule.mutable_required_assessments(i);
    const std::string path = "course.completion_rule.required_assessments[" + std::to_string(i) + "].";
    const db::Row* assessment = assessments[static_cast<size_t>(i)];
    if (!assessment) throw ReferenceNotFound(path + "assessment", "assessment");
    if (assessment->Text("course_id") != course_id)
      throw InvalidField(path + "assessment", "must be an assessment of this course");
    if (!assessment->IsNull("cohort_id"))
      throw InvalidField(path + "assessment", "must be for all cohorts of the course, not for one of them");
    if (!seen.insert(assessment->Text("id")).second)
      throw InvalidField(path + "assessment", "is required twice; name each assessment once");
    if (required.min_score() > assessment->Double("max_score"))
      throw InvalidField(path + "min_score", "must not be above the assessment's highest score");
    required.set_assessment(rpc::Name(call.organization(), "assessments", assessment->Text("id")));
  }
}

// Whether the mask names the required assessments, or the rule that holds them.
bool ChangesRequired(const Update<v1::Course>& update) {
  return update.Changes("completion_rule") || update.Changes("completion_rule.required_assessments");
}

// Makes a further version of the rule when the update changes it; the course's
// version then.
int WriteVersion(Call& call, db::Transaction& tx, const Update<v1::Course>& update) {
  const auto& rule = update.after.completion_rule();
  const auto& credential = update.after.credential_template();
  if (MessageDifferencer::Equals(rule, update.before.completion_rule()) &&
      MessageDifferencer::Equals(credential, update.before.credential_template())) {
    return update.before.version();
  }
  std::vector<ScoreRequirement> required;
  for (const auto& requirement : rule.required_assessments())
    required.push_back({std::string(rpc::LastPart(requirement.assessment())), requirement.min_score()});
  call.Run(tx, sql::kCreateCourseVersion,
           db::Params()
               .Set("course_id", update.id)
               .Set("course_version", update.before.version() + 1)
               .Set("min_attendance_percent", rule.min_attendance_percent())
               .Set("min_total", rule.min_total())
               .Set("required_assessments", RequiredAssessmentsJson(required))
               .SetOrNull("credential_title", credential.title())
               .Set("valid_months", credential.valid_months())
               .Set("now", call.now()));
  return update.before.version() + 1;
}

// The version of the rule is `version` now.
void KeepTitlesOfVersionsBefore(Call& call, db::Transaction& tx, const Update<v1::Course>& update,
                                int version) {
  if (update.after.title() == update.before.title()) return;
  call.Run(tx, sql::kKeepCredentialTitles,
           db::Params()
               .Set("course_id", update.id)
               .Set("course_version", version)
               .Set("title", update.before.title()));
}

void BatchCreate(Call& call, const v1::BatchCreateCoursesRequest& request,
                 v1::BatchCreateCoursesResponse& reply) {
  CreateMany<CourseCreator>(call, request, reply, reply.mutable_courses());
}

void Get(Call& call, const v1::GetCourseRequest& request, v1::Course& reply) {
  GetRecord(call, sql::kGetCourses, request.name(), reply);
}

void BatchGet(Call& call, const v1::BatchGetCoursesRequest& request, v1::BatchGetCoursesResponse& reply) {
  GetRecords(call, sql::kGetCourses, request.names(), reply.mutable_courses());
}

void List(Call& call, const v1::ListCoursesRequest& request, v1::ListCoursesResponse& reply) {
  const rpc::Page page(call, request);
  const auto filter = rpc::ParseFilter(request.filter(), {"external_id", "programme"});
  db::Params params;
  params.Set("after", page.key(0)).Set("limit", page.limit());
  params.Set("external_id", rpc::TextFilter(filter, "external_id"));
  rpc::SetFilterReference(call, filter, "programme", "programmes", params);
  const auto rows = call.Read(sql::kListCourses, std::move(params));
  reply.set_next_page_token(FillPage(call, page, rows, reply.mutable_courses(), {"_course_id"}));
}

void Change(Call& call, const v1::UpdateCourseRequest& request, v1::Course& reply) {
  const auto required = RequiredOf(call, request.course());
  auto tx = call.Begin();
  auto update =
      BeginUpdate(call, tx, sql::kLockCourse, sql::kGetCourses, request.course(), request.update_mask());
  if (ChangesRequired(update))
    CheckRequired(call, required, update.id, *update.after.mutable_completion_rule());
  if (rpc::EndsUnchanged(call, tx, update.before, update.after, reply)) return;
  const int version = WriteVersion(call, tx, update);
  KeepTitlesOfVersionsBefore(call, tx, update, version);
  call.Run(tx, sql::kUpdateCourse,
           db::Params()
               .Set("course_id", update.id)
               .SetOrNull("code", update.after.code())
               .Set("title", update.after.title())
               .Set("course_version", version)
               .Set("planned_hours", update.after.planned_hours())
               .Set("planned_sessions", update.after.planned_sessions())
               .Set("now", call.now()));
  ReadBackOne(call, tx, sql::kGetCourses, update.id, reply);
  auto changes = call.NewChanges();
  AddChange(changes, update.id, update.version + 1, &update.before, reply);
  call.Record(tx, changes, reply);
  tx.Commit();
}

}  // namespace

rpc::Service MakeCoursesService() {
  return {v1::CoursesService::service_full_name(),
          {{"CreateCourse", CreateOne<CourseCreator>},
           {"BatchCreateCourses", BatchCreate},
           {"GetCourse", Get},
           {"BatchGetCourses", BatchGet},
           {"ListCourses", List},
           {"UpdateCourse", Change}}};
}

}  // namespace waymark::courses
