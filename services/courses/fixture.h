#pragma once

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "services/common/testing/matchers.h"
#include "services/common/testing/service.h"
#include "services/courses/definition.h"
#include "services/courses/enrolment_states.h"
#include "waymark/courses/v1/assessments.grpc.pb.h"
#include "waymark/courses/v1/attendances.grpc.pb.h"
#include "waymark/courses/v1/cohorts.grpc.pb.h"
#include "waymark/courses/v1/courses.grpc.pb.h"
#include "waymark/courses/v1/credentials.grpc.pb.h"
#include "waymark/courses/v1/enrolments.grpc.pb.h"
#include "waymark/courses/v1/graduation.pb.h"
#include "waymark/courses/v1/programmes.grpc.pb.h"
#include "waymark/courses/v1/progress.grpc.pb.h"
#include "waymark/courses/v1/sessions.pb.h"
#include "waymark/courses/v1/verification.grpc.pb.h"

namespace waymark::courses {

// The service with a course, `leadership` (80 % attendance), for tests to build
// on. The clock stands at 2026-01-15. Any UUID is a participant that is there;
// `~ana`, `~besa` and `~cara` are known.
class ServiceFixture : public ::testing::Test {
 protected:
  static constexpr const char* kParent = "organizations/asp";
  static constexpr const char* kAna = "00000000-0000-7000-8000-00000000000a";
  static constexpr const char* kBesa = "00000000-0000-7000-8000-00000000000b";
  static constexpr const char* kCara = "00000000-0000-7000-8000-00000000000c";

  ServiceFixture() {
    service_.directory().Know("participants", "ana", kAna);
    service_.directory().Know("participants", "besa", kBesa);
    service_.directory().Know("participants", "cara", kCara);
    v1::Course course;
    course.set_external_id("leadership");
    course.set_title("Leadership");
    course.mutable_completion_rule()->set_min_attendance_percent(80);
    MakeCourse(course);
  }

  // `organizations/asp/cohorts/~2026`
  static std::string Ref(const std::string& name) { return std::string(kParent) + "/" + name; }
  static std::string Person(const std::string& id) { return Ref("participants/" + id); }

  template <typename Stub, typename Request, typename Reply>
  static grpc::Status Call(const std::unique_ptr<Stub>& stub,
                           grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Reply*),
                           const Request& request, Reply* reply) {
    grpc::ClientContext context;
    reply->Clear();
    return (stub.get()->*method)(&context, request, reply);
  }

  grpc::Status Create(const v1::CreateCourseRequest& request, v1::Course* reply) {
    return Call(courses_, &v1::CoursesService::Stub::CreateCourse, request, reply);
  }
  v1::Course MakeCourse(const v1::Course& course) {
    v1::CreateCourseRequest request;
    request.set_parent(kParent);
    *request.mutable_course() = course;
    v1::Course reply;
    EXPECT_THAT(Create(request, &reply), testing::IsOk());
    return reply;
  }

  static v1::CreateCohortRequest NewCohort(const std::string& external_id) {
    v1::CreateCohortRequest request;
    request.set_parent(kParent);
    request.mutable_cohort()->set_external_id(external_id);
    request.mutable_cohort()->set_course(Ref("courses/~leadership"));
    request.mutable_cohort()->set_starts_on("2026-01-05");
    return request;
  }
  grpc::Status Create(const v1::CreateCohortRequest& request, v1::Cohort* reply) {
    return Call(cohorts_, &v1::CohortsService::Stub::CreateCohort, request, reply);
  }
  v1::Cohort MakeCohort(const v1::CreateCohortRequest& request) {
    v1::Cohort reply;
    EXPECT_THAT(Create(request, &reply), testing::IsOk());
    return reply;
  }
  v1::Cohort MakeCohort(const std::string& external_id) { return MakeCohort(NewCohort(external_id)); }

  // Sessions `<cohort>-1` … `<cohort>-<count>`.
  void MakeSessions(const std::string& cohort, int count) {
    v1::BatchCreateSessionsRequest batch;
    batch.set_parent(kParent);
    for (int i = 1; i <= count; ++i) {
      auto& session = *batch.add_requests()->mutable_session();
      session.set_external_id(cohort + "-" + std::to_string(i));
      session.set_cohort(Ref("cohorts/~" + cohort));
    }
    v1::BatchCreateSessionsResponse reply;
    EXPECT_THAT(Call(cohorts_, &v1::CohortsService::Stub::BatchCreateSessions, batch, &reply),
                testing::IsOk());
    EXPECT_EQ(reply.created_count(), count);
  }

  static v1::CreateEnrolmentRequest NewEnrolment(
      const std::string& person, const std::string& cohort,
      EnrolmentState state = vocabulary::v1::ENROLMENT_STATE_ACTIVE) {
    v1::CreateEnrolmentRequest request;
    request.set_parent(kParent);
    request.mutable_enrolment()->set_participant(Person(person));
    request.mutable_enrolment()->set_cohort(Ref("cohorts/~" + cohort));
    request.mutable_enrolment()->set_state(state);
    return request;
  }
  grpc::Status Create(const v1::CreateEnrolmentRequest& request, v1::Enrolment* reply) {
    return Call(enrolments_, &v1::EnrolmentsService::Stub::CreateEnrolment, request, reply);
  }
  v1::Enrolment Enrol(const v1::CreateEnrolmentRequest& request) {
    v1::Enrolment reply;
    EXPECT_THAT(Create(request, &reply), testing::IsOk());
    return reply;
  }
  grpc::Status CreateAll(const v1::BatchCreateEnrolmentsRequest& request,
                         v1::BatchCreateEnrolmentsResponse* reply) {
    return Call(enrolments_, &v1::EnrolmentsService::Stub::BatchCreateEnrolments, request, reply);
  }
  grpc::Status Move(const std::string& enrolment, EnrolmentState state, v1::Enrolment* reply,
                    const std::string& state_on = "") {
    v1::ChangeEnrolmentStateRequest request;
    request.set_name(enrolment);
    request.set_state(state);
    request.set_state_on(state_on);
    return Call(enrolments_, &v1::EnrolmentsService::Stub::ChangeEnrolmentState, request, reply);
  }

  static void Add(v1::BatchCreateAttendancesRequest& batch, const std::string& session,
                  const std::string& person, vocabulary::v1::AttendanceCode code, int minutes = 0) {
    batch.set_parent(kParent);
    auto& attendance = *batch.add_requests()->mutable_attendance();
    attendance.set_session(Ref("sessions/~" + session));
    attendance.set_participant(Person(person));
    attendance.set_code(code);
    attendance.set_minutes(minutes);
  }
  grpc::Status CreateAll(const v1::BatchCreateAttendancesRequest& batch,
                         v1::BatchCreateAttendancesResponse* reply) {
    return Call(attendances_, &v1::AttendancesService::Stub::BatchCreateAttendances, batch, reply);
  }
  // One attends the first sessions of a cohort.
  void Attend(const std::string& cohort, const std::string& person, int sessions) {
    v1::BatchCreateAttendancesRequest batch;
    for (int i = 1; i <= sessions; ++i)
      Add(batch, cohort + "-" + std::to_string(i), person, vocabulary::v1::ATTENDANCE_CODE_PRESENT);
    v1::BatchCreateAttendancesResponse reply;
    EXPECT_THAT(CreateAll(batch, &reply), testing::IsOk());
  }

  // An assessment of the course for all cohorts.
  v1::Assessment MakeAssessment(const std::string& external_id, double pass_score) {
    v1::CreateAssessmentRequest request;
    request.set_parent(kParent);
    auto& assessment = *request.mutable_assessment();
    assessment.set_external_id(external_id);
    assessment.set_course(Ref("courses/~leadership"));
    assessment.set_kind(vocabulary::v1::ASSESSMENT_KIND_FINAL);
    assessment.set_title(external_id);
    assessment.set_pass_score(pass_score);
    assessment.set_weight(1);
    v1::Assessment reply;
    EXPECT_THAT(Call(assessments_, &v1::AssessmentsService::Stub::CreateAssessment, request, &reply),
                testing::IsOk());
    return reply;
  }
  static void Add(v1::BatchCreateResultsRequest& batch, const std::string& assessment,
                  const std::string& person, std::optional<double> score, int attempt = 1) {
    batch.set_parent(kParent);
    auto& result = *batch.add_requests()->mutable_result();
    result.set_assessment(Ref("assessments/~" + assessment));
    result.set_participant(Person(person));
    result.set_attempt(attempt);
    if (score) result.set_score(*score);
  }
  grpc::Status CreateAll(const v1::BatchCreateResultsRequest& batch, v1::BatchCreateResultsResponse* reply) {
    return Call(assessments_, &v1::AssessmentsService::Stub::BatchCreateResults, batch, reply);
  }

  v1::GraduateCohortRequest Graduation(const std::string& cohort) {
    v1::GraduateCohortRequest request;
    request.set_name(Ref("cohorts/~" + cohort));
    return request;
  }
  grpc::Status Graduate(const v1::GraduateCohortRequest& request, v1::GraduateCohortResponse* reply) {
    return Call(cohorts_, &v1::CohortsService::Stub::GraduateCohort, request, reply);
  }

  // How many events of each type are in the outbox.
  std::map<std::string, int> EventCounts() {
    std::map<std::string, int> counts;
    for (const auto& event : service_.outbox()) ++counts[event.type()];
    return counts;
  }

  // Violations of the invariants that Verify checks, but those of publication,
  // which nobody does here.
  std::vector<std::string> BrokenInvariants() {
    v1::VerifyRequest request;
    request.set_parent(kParent);
    events::v1::VerificationReport report;
    EXPECT_THAT(Call(verification_, &v1::VerificationService::Stub::Verify, request, &report),
                testing::IsOk());
    std::vector<std::string> broken;
    for (const auto& check : report.checks()) {
      if (check.violations() > 0 && check.invariant() != "I5")
        broken.push_back(check.description() + ": " + check.example());
    }
    return broken;
  }

  testing::TestService service_{Definition()};
  std::unique_ptr<v1::ProgrammesService::Stub> programmes_ = service_.Stub<v1::ProgrammesService>();
  std::unique_ptr<v1::CoursesService::Stub> courses_ = service_.Stub<v1::CoursesService>();
  std::unique_ptr<v1::CohortsService::Stub> cohorts_ = service_.Stub<v1::CohortsService>();
  std::unique_ptr<v1::EnrolmentsService::Stub> enrolments_ = service_.Stub<v1::EnrolmentsService>();
  std::unique_ptr<v1::AttendancesService::Stub> attendances_ = service_.Stub<v1::AttendancesService>();
  std::unique_ptr<v1::CredentialsService::Stub> credentials_ = service_.Stub<v1::CredentialsService>();
  std::unique_ptr<v1::ProgressService::Stub> progress_ = service_.Stub<v1::ProgressService>();
  std::unique_ptr<v1::AssessmentsService::Stub> assessments_ = service_.Stub<v1::AssessmentsService>();
  std::unique_ptr<v1::VerificationService::Stub> verification_ = service_.Stub<v1::VerificationService>();
};

}  // namespace waymark::courses
