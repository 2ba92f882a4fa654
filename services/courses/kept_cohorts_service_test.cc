// What the administrator of a unit can make of cohorts. The station is below north; south
// is beside it.
#include <gmock/gmock.h>

#include "services/courses/fixture.h"

namespace waymark::courses {
namespace {

using testing::EqualsProto;
using testing::Fails;
using testing::IsOk;
using Stub = v1::CohortsService::Stub;

constexpr char kNorth[] = "00000000-0000-7000-8000-0000000000a1";
constexpr char kStation[] = "00000000-0000-7000-8000-0000000000a2";
constexpr char kSouth[] = "00000000-0000-7000-8000-0000000000a3";
// One that the copy of units does not have yet.
constexpr char kNew[] = "00000000-0000-7000-8000-0000000000a4";

class KeptCohortsServiceTest : public ServiceFixture {
 protected:
  KeptCohortsServiceTest() {
    service_.PlaceUnit(kNorth);
    service_.PlaceUnit(kStation, kNorth);
    service_.PlaceUnit(kSouth);
    north_ = MakeCohort(In(kNorth, "north"));
    south_ = MakeCohort(In(kSouth, "south"));
    nobodys_ = MakeCohort("nobodys");
    service_.As(testing::CallerInUnit(identity::v1::ROLE_ADMINISTRATOR, "asp", kNorth));
  }

  static v1::CreateCohortRequest In(const std::string& unit, const std::string& external_id) {
    auto request = NewCohort(external_id);
    request.mutable_cohort()->set_unit(Ref("units/" + unit));
    return request;
  }
  grpc::Status Update(const v1::Cohort& cohort, const std::string& path, v1::Cohort* reply) {
    v1::UpdateCohortRequest request;
    *request.mutable_cohort() = cohort;
    request.mutable_update_mask()->add_paths(path);
    return Call(cohorts_, &Stub::UpdateCohort, request, reply);
  }
  grpc::Status MoveTo(const std::string& unit, v1::Cohort cohort, v1::Cohort* reply) {
    cohort.set_unit(unit.empty() ? "" : Ref("units/" + unit));
    return Update(cohort, "unit", reply);
  }

  v1::Cohort north_, south_, nobodys_;
};

TEST_F(KeptCohortsServiceTest, ThoseOfTheUnitAndBelowAreMade) {
  v1::Cohort reply;
  EXPECT_THAT(Create(In(kNorth, "1"), &reply), IsOk());
  EXPECT_THAT(Create(In(kStation, "2"), &reply), IsOk());
  EXPECT_THAT(Create(In(kNew, "3"), &reply), IsOk());
  EXPECT_THAT(Create(In(kSouth, "4"), &reply), Fails(Code::kPermissionDenied, "OUTSIDE_REACH"));
  EXPECT_THAT(Create(NewCohort("5"), &reply), Fails(Code::kPermissionDenied, "OUTSIDE_REACH"));
}

TEST_F(KeptCohortsServiceTest, ABatchIsHeldToTheSame) {
  v1::BatchCreateCohortsRequest batch;
  batch.set_parent(kParent);
  *batch.add_requests() = In(kStation, "1");
  *batch.add_requests() = In(kSouth, "2");
  v1::BatchCreateCohortsResponse reply;
  EXPECT_THAT(Call(cohorts_, &Stub::BatchCreateCohorts, batch, &reply),
              Fails(Code::kPermissionDenied, "OUTSIDE_REACH"));
  batch.mutable_requests()->RemoveLast();
  EXPECT_THAT(Call(cohorts_, &Stub::BatchCreateCohorts, batch, &reply), IsOk());
}

TEST_F(KeptCohortsServiceTest, TheOwnAreChanged) {
  v1::Cohort reply;
  north_.set_title("Evening class");
  ASSERT_THAT(Update(north_, "title", &reply), IsOk());
  EXPECT_EQ(reply.title(), "Evening class");
}

TEST_F(KeptCohortsServiceTest, OthersAreAsIfTheyWereNot) {
  v1::Cohort reply;
  for (const v1::Cohort* other : {&south_, &nobodys_}) {
    v1::Cohort changed = *other;
    changed.set_title("Ours");
    EXPECT_THAT(Update(changed, "title", &reply), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
    EXPECT_THAT(MoveTo(kNorth, *other, &reply), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  }
  v1::GetCohortRequest get;
  get.set_name(south_.name());
  ASSERT_THAT(Call(cohorts_, &Stub::GetCohort, get, &reply), IsOk());
  EXPECT_THAT(reply, EqualsProto(south_));
}

TEST_F(KeptCohortsServiceTest, AMoveNeedsTheRightOnBothEnds) {
  v1::Cohort reply;
  EXPECT_THAT(MoveTo(kSouth, north_, &reply), Fails(Code::kPermissionDenied, "OUTSIDE_REACH"));
  EXPECT_THAT(MoveTo("", north_, &reply), Fails(Code::kPermissionDenied, "OUTSIDE_REACH"));
  EXPECT_THAT(MoveTo(kStation, north_, &reply), IsOk());
}

TEST_F(KeptCohortsServiceTest, AUnitThatIsNotTheirsIsNotFound) {
  service_.directory().Forget(kSouth);
  v1::Cohort reply;
  EXPECT_THAT(Create(In(kSouth, "1"), &reply), Fails(Code::kNotFound, "REFERENCE_NOT_FOUND"));
  EXPECT_THAT(MoveTo(kSouth, north_, &reply), Fails(Code::kNotFound, "REFERENCE_NOT_FOUND"));
}

TEST_F(KeptCohortsServiceTest, WhatIsOfNoUnitIsOfWhoKeepsTheOrganization) {
  v1::CreateCourseRequest course;
  course.set_parent(kParent);
  course.mutable_course()->set_title("Driving");
  v1::Course reply;
  EXPECT_THAT(Create(course, &reply), Fails(Code::kPermissionDenied, "PERMISSION_DENIED"));
}

// Registrars of a unit enrol in cohorts that others keep, and seats are counted there too.
TEST_F(KeptCohortsServiceTest, EnrollingNeedsNoRightToTheCohort) {
  service_.As(testing::AnyRole());
  auto small = In(kSouth, "small");
  small.mutable_cohort()->set_capacity(1);
  MakeCohort(small);
  service_.Place(kAna, kNorth);
  service_.Place(kBesa, kNorth);
  service_.As(testing::CallerInUnit(identity::v1::ROLE_REGISTRAR, "asp", kNorth));
  v1::Enrolment reply;
  EXPECT_THAT(Create(NewEnrolment("~ana", "small"), &reply), IsOk());
  EXPECT_THAT(Create(NewEnrolment("~besa", "small"), &reply),
              Fails(Code::kFailedPrecondition, "COHORT_FULL"));
}

}  // namespace
}  // namespace waymark::courses
