#pragma once

#include <gmock/gmock.h>

#include <string>

#include "services/common/base/ids.h"
#include "services/common/testing/matchers.h"
#include "services/common/testing/service.h"
#include "services/progression/definition.h"
#include "waymark/progression/v1/careers.grpc.pb.h"
#include "waymark/progression/v1/ladders.grpc.pb.h"
#include "waymark/progression/v1/posts.grpc.pb.h"

namespace waymark::progression {

// The whole service with the police ladder of `organizations/asp`: officer 1,
// detective and sergeant 2, lieutenant 3, captain 4 (command).
class ProgressionFixture : public ::testing::Test {
 protected:
  static constexpr char kParent[] = "organizations/asp";

  ProgressionFixture() {
    MakeLadder("police");
    MakeRung("officer", 1);
    MakeRung("detective", 2);
    MakeRung("sergeant", 2);
    MakeRung("lieutenant", 3);
    MakeRung("captain", 4, true);
    for (const char* person : {"ana", "bora", "cen"}) Know("participants", person);
    for (const char* unit : {"north", "south"}) Know("units", unit);
  }

  // One call of a stub: `Call(posts_, &v1::PostsService::Stub::GetPost, request, &post)`.
  template <typename Stub, typename Request, typename Reply>
  static grpc::Status Call(const std::unique_ptr<Stub>& stub,
                           grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Reply*),
                           const Request& request, Reply* reply) {
    grpc::ClientContext context;
    reply->Clear();
    return (stub.get()->*method)(&context, request, reply);
  }

  // A participant or unit that can be named `~external_id`.
  std::string Know(const std::string& collection, const std::string& external_id) {
    const std::string id = NewUuid();
    service_.directory().Know(collection, external_id, id);
    return names_[collection + "/~" + external_id] = std::string(kParent) + "/" + collection + "/" + id;
  }
  // `organizations/asp/<path>`: a name by external id.
  static std::string Ref(const std::string& path) { return std::string(kParent) + "/" + path; }
  // The same in its UUID form, for those that are known.
  std::string Name(const std::string& path) const { return names_.at(path); }

  v1::Ladder MakeLadder(const std::string& external_id) {
    v1::CreateLadderRequest request;
    request.set_parent(kParent);
    request.mutable_ladder()->set_external_id(external_id);
    request.mutable_ladder()->set_title("Ladder " + external_id);
    v1::Ladder reply;
    EXPECT_THAT(Call(ladders_, &v1::LaddersService::Stub::CreateLadder, request, &reply), testing::IsOk());
    names_["ladders/~" + external_id] = reply.name();
    return reply;
  }

  static v1::CreateRungRequest NewRung(const std::string& external_id, int position, bool command = false) {
    v1::CreateRungRequest request;
    request.set_parent(kParent);
    request.mutable_rung()->set_external_id(external_id);
    request.mutable_rung()->set_ladder(Ref("ladders/~police"));
    request.mutable_rung()->set_title("Rung " + external_id);
    request.mutable_rung()->set_position(position);
    request.mutable_rung()->set_command(command);
    return request;
  }
  v1::Rung MakeRung(const std::string& external_id, int position, bool command = false) {
    v1::Rung reply;
    EXPECT_THAT(Call(ladders_, &v1::LaddersService::Stub::CreateRung, NewRung(external_id, position, command),
                     &reply),
                testing::IsOk());
    names_["rungs/~" + external_id] = reply.name();
    return reply;
  }

  static v1::CreatePostRequest NewPost(const std::string& external_id, const std::string& unit = "",
                                       bool command = false) {
    v1::CreatePostRequest request;
    request.set_parent(kParent);
    request.mutable_post()->set_external_id(external_id);
    request.mutable_post()->set_title("Post " + external_id);
    if (!unit.empty()) request.mutable_post()->set_unit(Ref("units/~" + unit));
    request.mutable_post()->set_command(command);
    return request;
  }
  v1::Post MakePost(const v1::CreatePostRequest& request) {
    v1::Post reply;
    EXPECT_THAT(Call(posts_, &v1::PostsService::Stub::CreatePost, request, &reply), testing::IsOk());
    names_["posts/~" + reply.external_id()] = reply.name();
    return reply;
  }

  // `NewEvent("ana", "2009-05-08", "sergeant")`
  static v1::CreateCareerEventRequest NewEvent(const std::string& person, const std::string& day,
                                               const std::string& rung = "") {
    v1::CreateCareerEventRequest request;
    request.set_parent(kParent);
    auto& event = *request.mutable_career_event();
    event.set_participant(Ref("participants/~" + person));
    event.set_effective_on(day);
    if (!rung.empty()) event.set_rung(Ref("rungs/~" + rung));
    return request;
  }
  grpc::Status Record(const v1::CreateCareerEventRequest& request, v1::CareerEvent* reply) {
    return Call(careers_, &v1::CareersService::Stub::CreateCareerEvent, request, reply);
  }
  v1::CareerEvent MustRecord(const v1::CreateCareerEventRequest& request) {
    v1::CareerEvent reply;
    EXPECT_THAT(Record(request, &reply), testing::IsOk());
    return reply;
  }
  // To a post.
  v1::CareerEvent Appoint(const std::string& person, const std::string& day, const std::string& post,
                          waymark::vocabulary::v1::CareerEventType type =
                              waymark::vocabulary::v1::CAREER_EVENT_TYPE_APPOINTMENT) {
    auto request = NewEvent(person, day);
    request.mutable_career_event()->set_post(Ref("posts/~" + post));
    request.mutable_career_event()->set_type(type);
    return MustRecord(request);
  }
  static v1::BatchCreateCareerEventsRequest Batch(
      std::initializer_list<v1::CreateCareerEventRequest> requests) {
    v1::BatchCreateCareerEventsRequest batch;
    batch.set_parent(kParent);
    for (const auto& request : requests) *batch.add_requests() = request;
    return batch;
  }
  grpc::Status RecordAll(const v1::BatchCreateCareerEventsRequest& batch,
                         v1::BatchCreateCareerEventsResponse* reply) {
    return Call(careers_, &v1::CareersService::Stub::BatchCreateCareerEvents, batch, reply);
  }

  v1::Standing Standing(const std::string& person, const std::string& day) {
    v1::GetStandingRequest request;
    request.set_name(Ref("standings/~" + person));
    request.set_as_of(day);
    v1::Standing reply;
    EXPECT_THAT(Call(careers_, &v1::CareersService::Stub::GetStanding, request, &reply), testing::IsOk());
    return reply;
  }

  // The types of the outcome events about careers, in order of recording.
  std::vector<std::string> CareerOutcomes() {
    std::vector<std::string> types;
    for (const auto& event : service_.outbox()) {
      if (event.has_career_event_recorded()) types.push_back(event.type());
    }
    return types;
  }

  testing::TestService service_{Definition()};
  std::unique_ptr<v1::LaddersService::Stub> ladders_ = service_.Stub<v1::LaddersService>();
  std::unique_ptr<v1::PostsService::Stub> posts_ = service_.Stub<v1::PostsService>();
  std::unique_ptr<v1::CareersService::Stub> careers_ = service_.Stub<v1::CareersService>();

 private:
  std::map<std::string, std::string> names_;
};

}  // namespace waymark::progression
