#include <gmock/gmock.h>

#include "services/courses/instructor_fixture.h"

namespace waymark::courses {
namespace {

using testing::BlamesField;
using ::testing::ElementsAre;
using testing::EqualsProto;
using testing::Fails;
using ::testing::IsEmpty;
using testing::IsOk;

class InstructorServiceTest : public InstructorFixture {
 protected:
  InstructorServiceTest() { MakeCohort("2026"); }

  grpc::Status Get(const std::string& name, v1::Instructor* reply) {
    v1::GetInstructorRequest request;
    request.set_name(name);
    return Call(instructors_, &v1::InstructorsService::Stub::GetInstructor, request, reply);
  }
  // Whom a page has: the accounts.
  std::vector<std::string> List(const std::string& filter) {
    v1::ListInstructorsRequest request;
    request.set_parent(kParent);
    request.set_filter(filter);
    v1::ListInstructorsResponse reply;
    EXPECT_THAT(Call(instructors_, &v1::InstructorsService::Stub::ListInstructors, request, &reply), IsOk());
    std::vector<std::string> accounts;
    for (const auto& instructor : reply.instructors()) accounts.push_back(instructor.account());
    return accounts;
  }
  std::string FilterError(const std::string& filter) {
    v1::ListInstructorsRequest request;
    request.set_parent(kParent);
    request.set_filter(filter);
    v1::ListInstructorsResponse reply;
    return Call(instructors_, &v1::InstructorsService::Stub::ListInstructors, request, &reply)
        .error_message();
  }
};

TEST_F(InstructorServiceTest, IsReadBackAsItWasMade) {
  auto request = NewInstructor("~bea", "2026");
  request.mutable_instructor()->mutable_end_time()->set_seconds(4'000'000'000);
  v1::Instructor made, read;
  ASSERT_THAT(Create(request, &made), IsOk());
  EXPECT_EQ(made.account(), std::string("accounts/") + kBea);
  EXPECT_EQ(made.start_time().seconds(), made.create_time().seconds());
  ASSERT_THAT(Get(made.name(), &read), IsOk());
  EXPECT_THAT(read, EqualsProto(made));
}

TEST_F(InstructorServiceTest, TellsWhoTeachesWhat) {
  const auto made = Teach(kBea, "2026");
  const auto event = service_.outbox().back();
  EXPECT_EQ(event.type(), "instructor.changed");
  EXPECT_EQ(event.aggregate_version(), 1);
  EXPECT_EQ(event.instructor_changed().account_id(), kBea);
  EXPECT_EQ("organizations/asp/cohorts/" + event.instructor_changed().cohort_id(), made.cohort());
  EXPECT_FALSE(event.instructor_changed().has_end_time());
  v1::Instructor ended;
  ASSERT_THAT(End(made.name(), &ended), IsOk());
  EXPECT_EQ(service_.outbox().back().aggregate_version(), 2);
  EXPECT_TRUE(service_.outbox().back().instructor_changed().has_end_time());
  EXPECT_THAT(BrokenInvariants(), IsEmpty());
}

TEST_F(InstructorServiceTest, IsMadeOnceForARequestId) {
  auto request = NewInstructor(kBea, "2026");
  request.set_request_id("once");
  v1::Instructor first, second;
  ASSERT_THAT(Create(request, &first), IsOk());
  ASSERT_THAT(Create(request, &second), IsOk());
  EXPECT_THAT(second, EqualsProto(first));
  EXPECT_EQ(EventCounts()["instructor.changed"], 1);
}

TEST_F(InstructorServiceTest, WhatItRefersToMustBeThere) {
  v1::Instructor reply;
  auto status = Create(NewInstructor(kBea, "none"), &reply);
  EXPECT_THAT(status, Fails(Code::kNotFound, "REFERENCE_NOT_FOUND"));
  EXPECT_THAT(status, BlamesField("instructor.cohort"));
  status = Create(NewInstructor("~nobody", "2026"), &reply);
  EXPECT_THAT(status, Fails(Code::kNotFound, "REFERENCE_NOT_FOUND"));
  EXPECT_THAT(status, BlamesField("instructor.account"));
}

TEST_F(InstructorServiceTest, IsOneWhoMayTeach) {
  service_.directory().Close(kBea);
  v1::Instructor reply;
  const auto status = Create(NewInstructor(kBea, "2026"), &reply);
  EXPECT_THAT(status, Fails(Code::kFailedPrecondition, "NOT_AN_INSTRUCTOR"));
  EXPECT_THAT(status, BlamesField("instructor.account"));
}

TEST_F(InstructorServiceTest, TeachesACohortOnceAtATime) {
  const auto made = Teach(kBea, "2026");
  v1::Instructor reply;
  const auto status = Create(NewInstructor(kBea, "2026"), &reply);
  EXPECT_THAT(status, Fails(Code::kAlreadyExists, "RESOURCE_EXISTS"));
  EXPECT_THAT(status, BlamesField("instructor.account"));
  ASSERT_THAT(End(made.name(), &reply), IsOk());
  EXPECT_THAT(Create(NewInstructor(kBea, "2026"), &reply), IsOk());
}

TEST_F(InstructorServiceTest, EndsLaterThanItBegins) {
  auto request = NewInstructor(kBea, "2026");
  request.mutable_instructor()->mutable_end_time()->set_seconds(1'000'000'000);
  v1::Instructor reply;
  EXPECT_THAT(Create(request, &reply), BlamesField("instructor.end_time")) << "in the past";
  request.mutable_instructor()->mutable_start_time()->set_seconds(4'000'000'001);
  request.mutable_instructor()->mutable_end_time()->set_seconds(4'000'000'000);
  EXPECT_THAT(Create(request, &reply), BlamesField("instructor.end_time")) << "before it begins";
}

TEST_F(InstructorServiceTest, IsEndedOnceAndByItsEtag) {
  const auto made = Teach(kBea, "2026");
  v1::Instructor reply;
  ASSERT_THAT(End(made.name(), &reply, made.etag()), IsOk());
  EXPECT_NE(reply.etag(), made.etag());
  EXPECT_THAT(End(made.name(), &reply, made.etag()), Fails(Code::kAborted, "ETAG_MISMATCH"));
  EXPECT_THAT(End(made.name(), &reply), Fails(Code::kFailedPrecondition, "INSTRUCTOR_ENDED"));
  EXPECT_THAT(End(Ref("instructors/00000000-0000-7000-8000-0000000000ff"), &reply),
              Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(InstructorServiceTest, AreListedByCohortAccountAndTime) {
  MakeCohort("2027");
  const std::string bea = std::string("accounts/") + kBea, dan = std::string("accounts/") + kDan;
  v1::Instructor ended;
  ASSERT_THAT(End(Teach(kBea, "2026").name(), &ended), IsOk());
  Teach(kBea, "2027");
  Teach(kDan, "2027");
  EXPECT_THAT(List(""), ElementsAre(bea, bea, dan));
  EXPECT_THAT(List("active = true"), ElementsAre(bea, dan));
  EXPECT_THAT(List("active = false"), ElementsAre(bea));
  EXPECT_THAT(List("cohort = \"organizations/asp/cohorts/~2027\""), ElementsAre(bea, dan));
  EXPECT_THAT(List("account = \"" + dan + "\""), ElementsAre(dan));
  for (const char* account : {"nobody", "accounts/~bea", "accounts/me"})
    EXPECT_THAT(FilterError("account = \"" + std::string(account) + "\""), ::testing::HasSubstr("accounts/"));
}

}  // namespace
}  // namespace waymark::courses
