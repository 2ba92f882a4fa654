#include <google/protobuf/descriptor.h>

#include "gateway/cli/kinds.h"
#include "services/common/status/error.h"
#include "waymark/vocabulary/v1/vocabulary.pb.h"

namespace waymark::cli {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::Message;

// An enrolment that comes in another state than it could begin in, or says so itself, is a
// record of the past: nothing is checked again and no credential is issued for it.
void MarkHistorical(Message& record) {
  using namespace waymark::vocabulary::v1;
  const auto& enrolment = record.GetReflection();
  const Descriptor& type = *record.GetDescriptor();
  const int state = enrolment->GetEnumValue(record, type.FindFieldByName("state"));
  const bool begins = state == ENROLMENT_STATE_UNSPECIFIED || state == ENROLMENT_STATE_APPLIED ||
                      state == ENROLMENT_STATE_ACCEPTED || state == ENROLMENT_STATE_ACTIVE;
  if (!begins) enrolment->SetBool(&record, type.FindFieldByName("historical"), true);
}

}  // namespace

const std::vector<Kind>& Kinds() {
  static const std::vector<Kind> kinds = {
      {.name = "units",
       .batch_method = "waymark.participants.v1.UnitsService/BatchCreateUnits",
       .list_method = "waymark.participants.v1.UnitsService/ListUnits",
       .record = "unit",
       .collection = "units",
       .columns = {{"external_id", "external_id", true},
                   {"display_name", "display_name", true},
                   {"kind", "kind"},
                   {"parent", "parent"}},
       .in_order_of = "*"},
      {.name = "participants",
       .batch_method = "waymark.participants.v1.ParticipantsService/BatchCreateParticipants",
       .list_method = "waymark.participants.v1.ParticipantsService/ListParticipants",
       .record = "participant",
       .collection = "participants",
       .columns = {{"external_id", "external_id", true},
                   {"display_name", "display_name"},
                   {"given_name", "given_name"},
                   {"family_name", "family_name"},
                   {"sex", "sex"},
                   {"birth_date", "birth_date"},
                   {"unit", "unit"},
                   {"joined_on", "joined_on"},
                   {"protection", "protection"},
                   {"state", "state"}},
       .attributes = true},
      {.name = "courses",
       .batch_method = "waymark.courses.v1.CoursesService/BatchCreateCourses",
       .list_method = "waymark.courses.v1.CoursesService/ListCourses",
       .record = "course",
       .collection = "courses",
       .columns = {{"external_id", "external_id", true},
                   {"title", "title", true},
                   {"planned_hours", "planned_hours"},
                   {"min_attendance_percent", "completion_rule.min_attendance_percent"},
                   {"min_total", "completion_rule.min_total"}}},
      {.name = "cohorts",
       .batch_method = "waymark.courses.v1.CohortsService/BatchCreateCohorts",
       .list_method = "waymark.courses.v1.CohortsService/ListCohorts",
       .record = "cohort",
       .collection = "cohorts",
       .columns = {{"external_id", "external_id", true},
                   {"course", "course", true},
                   {"title", "title"},
                   {"unit", "unit"},
                   {"starts_on", "starts_on"},
                   {"ends_on", "ends_on"},
                   {"capacity", "capacity"},
                   {"state", "state"}}},
      {.name = "sessions",
       .batch_method = "waymark.courses.v1.CohortsService/BatchCreateSessions",
       .list_method = "waymark.courses.v1.CohortsService/ListSessions",
       .record = "session",
       .collection = "sessions",
       .columns = {{"external_id", "external_id", true},
                   {"cohort", "cohort", true},
                   {"starts_at", "start_time", true},
                   {"ends_at", "end_time"},
                   {"topic", "topic"},
                   {"cancelled", "cancelled"}}},
      {.name = "assessments",
       .batch_method = "waymark.courses.v1.AssessmentsService/BatchCreateAssessments",
       .list_method = "waymark.courses.v1.AssessmentsService/ListAssessments",
       .record = "assessment",
       .collection = "assessments",
       .columns = {{"external_id", "external_id", true},
                   {"course", "course", true},
                   {"cohort", "cohort"},
                   {"kind", "kind"},
                   {"max_score", "max_score"},
                   {"pass_score", "pass_score"},
                   {"weight", "weight"},
                   {"attempts_allowed", "attempts_allowed"}}},
      {.name = "enrolments",
       .batch_method = "waymark.courses.v1.EnrolmentsService/BatchCreateEnrolments",
       .list_method = "waymark.courses.v1.EnrolmentsService/ListEnrolments",
       .record = "enrolment",
       .collection = "enrolments",
       .columns = {{"external_id", "external_id"},
                   {"participant", "participant", true},
                   {"cohort", "cohort", true},
                   {"state", "state"},
                   {"enrolled_on", "enrolled_on"},
                   {"state_on", "state_on"},
                   {"exit_reason", "exit_reason"},
                   {"ever_active", "ever_active"},
                   {"historical", "historical"}},
       .attributes = true,
       .finish = MarkHistorical},
      {.name = "attendances",
       .batch_method = "waymark.courses.v1.AttendancesService/BatchCreateAttendances",
       .list_method = "waymark.courses.v1.AttendancesService/ListAttendances",
       .record = "attendance",
       .collection = "attendances",
       .columns = {{"session", "session", true},
                   {"participant", "participant", true},
                   {"code", "code", true},
                   {"minutes", "minutes"}}},
      {.name = "results",
       .batch_method = "waymark.courses.v1.AssessmentsService/BatchCreateResults",
       .list_method = "waymark.courses.v1.AssessmentsService/ListResults",
       .record = "result",
       .collection = "results",
       .columns = {{"assessment", "assessment", true},
                   {"participant", "participant", true},
                   {"attempt", "attempt"},
                   {"score", "score"},
                   {"assessed_on", "assessed_on"},
                   {"cohort", "cohort"}}},
      {.name = "rungs",
       .batch_method = "waymark.progression.v1.LaddersService/BatchCreateRungs",
       .list_method = "waymark.progression.v1.LaddersService/ListRungs",
       .record = "rung",
       .collection = "rungs",
       .columns = {{"ladder", "ladder", true},
                   {"external_id", "external_id", true},
                   {"title", "title", true},
                   {"position", "position", true},
                   {"command", "command"}},
       .in_order_of = "*",
       .made_column = "ladder",
       .made_by = "waymark.progression.v1.LaddersService/CreateLadder",
       .made_list = "waymark.progression.v1.LaddersService/ListLadders"},
      {.name = "posts",
       .batch_method = "waymark.progression.v1.PostsService/BatchCreatePosts",
       .list_method = "waymark.progression.v1.PostsService/ListPosts",
       .record = "post",
       .collection = "posts",
       .columns = {{"external_id", "external_id", true},
                   {"title", "title", true},
                   {"unit", "unit"},
                   {"rung", "rung"},
                   {"command", "command"}}},
      {.name = "career-events",
       .batch_method = "waymark.progression.v1.CareersService/BatchCreateCareerEvents",
       .list_method = "waymark.progression.v1.CareersService/ListCareerEvents",
       .record = "career_event",
       .collection = "careerEvents",
       .columns = {{"external_id", "external_id"},
                   {"participant", "participant", true},
                   {"type", "type"},
                   {"rung", "rung"},
                   {"post", "post"},
                   {"unit", "unit"},
                   {"effective_on", "effective_on", true}},
       .in_order_of = "participant",
       .superseded = true}};
  return kinds;
}

const Kind& FindKind(std::string_view name) {
  std::string names;
  for (const Kind& kind : Kinds()) {
    if (kind.name == name) return kind;
    names += (names.empty() ? "" : ", ") + std::string(kind.name);
  }
  throw InvalidField("kind", "must be one of " + names);
}

}  // namespace waymark::cli
