#pragma once

#include <vector>

#include "services/progression/fixture.h"
#include "waymark/progression/v1/mentorships.grpc.pb.h"

namespace waymark::progression {

// The service with mentors: the accounts Bea, `~bea`, and Dan.
class MentorshipFixture : public ProgressionFixture {
 protected:
  static constexpr const char* kBea = "00000000-0000-7000-8000-0000000000e1";
  static constexpr const char* kDan = "00000000-0000-7000-8000-0000000000e2";
  using State = vocabulary::v1::MentorshipState;

  MentorshipFixture() { service_.directory().Know("accounts", "bea", kBea); }

  static v1::CreateMentorshipRequest NewMentorship(
      const std::string& account, const std::string& person,
      State state = vocabulary::v1::MENTORSHIP_STATE_UNSPECIFIED) {
    v1::CreateMentorshipRequest request;
    request.set_parent(kParent);
    request.mutable_mentorship()->set_mentor("accounts/" + account);
    request.mutable_mentorship()->set_mentee(Ref("participants/~" + person));
    request.mutable_mentorship()->set_state(state);
    return request;
  }
  grpc::Status Create(const v1::CreateMentorshipRequest& request, v1::Mentorship* reply) {
    return Call(mentorships_, &v1::MentorshipsService::Stub::CreateMentorship, request, reply);
  }
  v1::Mentorship Pair(const std::string& account, const std::string& person,
                      State state = vocabulary::v1::MENTORSHIP_STATE_ACTIVE) {
    v1::Mentorship reply;
    EXPECT_THAT(Create(NewMentorship(account, person, state), &reply), testing::IsOk());
    return reply;
  }
  grpc::Status Move(const std::string& name, State state, v1::Mentorship* reply,
                    const std::string& state_on = "", const std::string& etag = "") {
    v1::ChangeMentorshipStateRequest request;
    request.set_name(name);
    request.set_state(state);
    request.set_state_on(state_on);
    request.set_etag(etag);
    return Call(mentorships_, &v1::MentorshipsService::Stub::ChangeMentorshipState, request, reply);
  }
  v1::Mentorship MustMove(const v1::Mentorship& mentorship, State state, const std::string& state_on = "") {
    v1::Mentorship reply;
    EXPECT_THAT(Move(mentorship.name(), state, &reply, state_on), testing::IsOk());
    return reply;
  }
  grpc::Status Get(const std::string& name, v1::Mentorship* reply) {
    v1::GetMentorshipRequest request;
    request.set_name(name);
    return Call(mentorships_, &v1::MentorshipsService::Stub::GetMentorship, request, reply);
  }
  grpc::Status List(const v1::ListMentorshipsRequest& request, v1::ListMentorshipsResponse* page) {
    return Call(mentorships_, &v1::MentorshipsService::Stub::ListMentorships, request, page);
  }
  // The names of all that a filter finds.
  std::vector<std::string> List(const std::string& filter = "") {
    v1::ListMentorshipsRequest request;
    request.set_parent(kParent);
    request.set_filter(filter);
    v1::ListMentorshipsResponse page;
    EXPECT_THAT(List(request, &page), testing::IsOk());
    std::vector<std::string> names;
    for (const auto& mentorship : page.mentorships()) names.push_back(mentorship.name());
    return names;
  }

  std::unique_ptr<v1::MentorshipsService::Stub> mentorships_ = service_.Stub<v1::MentorshipsService>();
};

}  // namespace waymark::progression
