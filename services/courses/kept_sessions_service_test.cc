// What the administrator of a unit can make of the sessions, assessments and instructors of
// cohorts. The station is below north; south is beside it.
#include <gmock/gmock.h>

#include "services/courses/instructor_fixture.h"

namespace waymark::courses {
namespace {

using testing::Fails;
using testing::IsOk;

constexpr char kNorth[] = "00000000-0000-7000-8000-0000000000a1";
constexpr char kStation[] = "00000000-0000-7000-8000-0000000000a2";
constexpr char kSouth[] = "00000000-0000-7000-8000-0000000000a3";

class KeptSessionsServiceTest : public InstructorFixture {
 protected:
  KeptSessionsServiceTest() {
    service_.PlaceUnit(kNorth);
    service_.PlaceUnit(kStation, kNorth);
    service_.PlaceUnit(kSouth);
    for (const auto& [name, unit] : {std::pair("north", kNorth), {"station", kStation}, {"south", kSouth}}) {
      auto request = NewCohort(name);
      request.mutable_cohort()->set_unit(Ref(std::string("units/") + unit));
      cohorts_made_[name] = MakeCohort(request);
    }
    MakeCohort("nobodys");
    MakeSessions("north", 1);
    MakeSessions("south", 1);
    service_.As(testing::CallerInUnit(identity::v1::ROLE_ADMINISTRATOR, "asp", kNorth));
  }

  grpc::Status MakeSession(const std::string& cohort, v1::Session* reply) {
    v1::CreateSessionRequest request;
    request.set_parent(kParent);
    request.mutable_session()->set_cohort(Ref("cohorts/~" + cohort));
    return Call(cohorts_, &v1::CohortsService::Stub::CreateSession, request, reply);
  }
  grpc::Status Cancel(const std::string& session, v1::Session* reply) {
    v1::UpdateSessionRequest request;
    request.mutable_session()->set_name(Ref("sessions/~" + session));
    request.mutable_session()->set_cancelled(true);
    request.mutable_update_mask()->add_paths("cancelled");
    return Call(cohorts_, &v1::CohortsService::Stub::UpdateSession, request, reply);
  }
  // Of the course, or of one of its cohorts.
  grpc::Status Assess(const std::string& cohort, v1::Assessment* reply) {
    v1::CreateAssessmentRequest request;
    request.set_parent(kParent);
    auto& assessment = *request.mutable_assessment();
    assessment.set_course(Ref("courses/~leadership"));
    if (!cohort.empty()) assessment.set_cohort(Ref("cohorts/~" + cohort));
    assessment.set_kind(vocabulary::v1::ASSESSMENT_KIND_FINAL);
    return Call(assessments_, &v1::AssessmentsService::Stub::CreateAssessment, request, reply);
  }
  // As an administrator of the organization moves it.
  void MoveTo(const std::string& unit, const std::string& cohort) {
    const auto unit_keeper = testing::CallerInUnit(identity::v1::ROLE_ADMINISTRATOR, "asp", kNorth);
    service_.As(testing::AnyRole());
    v1::UpdateCohortRequest request;
    *request.mutable_cohort() = cohorts_made_.at(cohort);
    request.mutable_cohort()->set_unit(Ref("units/" + unit));
    request.mutable_update_mask()->add_paths("unit");
    v1::Cohort reply;
    EXPECT_THAT(Call(cohorts_, &v1::CohortsService::Stub::UpdateCohort, request, &reply), IsOk());
    service_.As(unit_keeper);
  }

  std::map<std::string, v1::Cohort> cohorts_made_;
};

TEST_F(KeptSessionsServiceTest, OfTheOwnCohortsAllIsMade) {
  v1::Session session;
  v1::Assessment assessment;
  v1::Instructor instructor;
  for (const char* cohort : {"north", "station"}) {
    EXPECT_THAT(MakeSession(cohort, &session), IsOk());
    EXPECT_THAT(Assess(cohort, &assessment), IsOk());
    EXPECT_THAT(Create(NewInstructor(kBea, cohort), &instructor), IsOk());
    EXPECT_THAT(End(instructor.name(), &instructor), IsOk());
  }
  EXPECT_THAT(Cancel("north-1", &session), IsOk());
  EXPECT_TRUE(session.cancelled());
}

TEST_F(KeptSessionsServiceTest, OtherCohortsAreAsIfTheyWereNot) {
  v1::Session session;
  v1::Assessment assessment;
  v1::Instructor instructor;
  for (const char* cohort : {"south", "nobodys"}) {
    EXPECT_THAT(MakeSession(cohort, &session), Fails(Code::kNotFound, "REFERENCE_NOT_FOUND"));
    EXPECT_THAT(Assess(cohort, &assessment), Fails(Code::kNotFound, "REFERENCE_NOT_FOUND"));
    EXPECT_THAT(Create(NewInstructor(kBea, cohort), &instructor),
                Fails(Code::kNotFound, "REFERENCE_NOT_FOUND"));
  }
  EXPECT_THAT(Cancel("south-1", &session), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  service_.As(testing::AnyRole());
  const auto elsewhere = Teach(kDan, "south");
  service_.As(testing::CallerInUnit(identity::v1::ROLE_ADMINISTRATOR, "asp", kNorth));
  EXPECT_THAT(End(elsewhere.name(), &instructor), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(KeptSessionsServiceTest, ABatchSaysWhichIsNotTheirs) {
  v1::BatchCreateSessionsRequest batch;
  batch.set_parent(kParent);
  batch.set_return_partial_success(true);
  for (const char* cohort : {"north", "south"})
    batch.add_requests()->mutable_session()->set_cohort(Ref(std::string("cohorts/~") + cohort));
  v1::BatchCreateSessionsResponse reply;
  ASSERT_THAT(Call(cohorts_, &v1::CohortsService::Stub::BatchCreateSessions, batch, &reply), IsOk());
  EXPECT_EQ(reply.created_count(), 1);
  ASSERT_EQ(reply.failed_requests_size(), 1);
  EXPECT_TRUE(reply.failed_requests().contains(1));
}

TEST_F(KeptSessionsServiceTest, WhatIsOfTheCourseStaysWithTheOrganization) {
  v1::Assessment reply;
  EXPECT_THAT(Assess("", &reply), Fails(Code::kPermissionDenied, "OUTSIDE_REACH"));
}

TEST_F(KeptSessionsServiceTest, WithACohortGoesWhatHangsFromIt) {
  v1::Session session;
  MoveTo(kSouth, "north");
  EXPECT_THAT(Cancel("north-1", &session), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(MakeSession("north", &session), Fails(Code::kNotFound, "REFERENCE_NOT_FOUND"));
  MoveTo(kStation, "south");
  EXPECT_THAT(Cancel("south-1", &session), IsOk());
}

TEST_F(KeptSessionsServiceTest, AnInstructorKeepsNothingOfTheOwnCohort) {
  service_.As(testing::AnyRole());
  Teach(kDan, "south");
  service_.As(testing::CallerInUnit(identity::v1::ROLE_INSTRUCTOR, "asp", kNorth));
  v1::Session session;
  EXPECT_THAT(MakeSession("south", &session), Fails(Code::kPermissionDenied, "PERMISSION_DENIED"));
}

}  // namespace
}  // namespace waymark::courses
