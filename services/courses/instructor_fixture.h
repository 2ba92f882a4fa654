#pragma once

#include "services/courses/fixture.h"
#include "waymark/courses/v1/instructors.grpc.pb.h"

namespace waymark::courses {

// The service with instructors: the accounts Bea, `~bea`, and Dan. Who teaches now is
// told by the clock of the database: what is recorded here was some years before.
class InstructorFixture : public ServiceFixture {
 protected:
  static constexpr const char* kBea = "00000000-0000-7000-8000-0000000000e1";
  static constexpr const char* kDan = "00000000-0000-7000-8000-0000000000e2";

  InstructorFixture() {
    service_.clock().Set(std::chrono::sys_days(std::chrono::year(2020) / 6 / 1));
    service_.directory().Know("accounts", "bea", kBea);
  }

  static v1::CreateInstructorRequest NewInstructor(const std::string& account, const std::string& cohort) {
    v1::CreateInstructorRequest request;
    request.set_parent(kParent);
    request.mutable_instructor()->set_account("accounts/" + account);
    request.mutable_instructor()->set_cohort(Ref("cohorts/~" + cohort));
    return request;
  }
  grpc::Status Create(const v1::CreateInstructorRequest& request, v1::Instructor* reply) {
    return Call(instructors_, &v1::InstructorsService::Stub::CreateInstructor, request, reply);
  }
  using ServiceFixture::Create;
  v1::Instructor Teach(const std::string& account, const std::string& cohort) {
    v1::Instructor reply;
    EXPECT_THAT(Create(NewInstructor(account, cohort), &reply), testing::IsOk());
    return reply;
  }
  grpc::Status End(const std::string& name, v1::Instructor* reply, const std::string& etag = "") {
    v1::EndInstructorRequest request;
    request.set_name(name);
    request.set_etag(etag);
    return Call(instructors_, &v1::InstructorsService::Stub::EndInstructor, request, reply);
  }

  std::unique_ptr<v1::InstructorsService::Stub> instructors_ = service_.Stub<v1::InstructorsService>();
};

}  // namespace waymark::courses
