// What a commander of one unit can see and record.
#include <gmock/gmock.h>

#include "services/progression/fixture.h"

namespace waymark::progression {
namespace {

using ::testing::ElementsAre;
using testing::Fails;
using testing::IsOk;

constexpr char kNorth[] = "00000000-0000-7000-8000-0000000000a1";
constexpr char kSouth[] = "00000000-0000-7000-8000-0000000000a2";

class ReachServiceTest : public ProgressionFixture {
 protected:
  ReachServiceTest() {
    MakePost(NewPost("desk"));
    ana_ = MustRecord(NewEvent("ana", "2009-05-08", "sergeant"));
    bora_ = MustRecord(NewEvent("bora", "2009-05-08", "sergeant"));
    for (const char* person : {"ana", "bora"}) {
      auto appointment = NewEvent(person, "2009-06-01");
      appointment.mutable_career_event()->set_post(Ref("posts/~desk"));
      MustRecord(appointment);
    }
    service_.Place(IdOf(ana_), kNorth);
    service_.Place(IdOf(bora_), kSouth);
    service_.As(testing::CallerInUnit(identity::v1::ROLE_COMMANDER, "asp", kNorth));
  }

  static std::string IdOf(const v1::CareerEvent& event) {
    return event.participant().substr(event.participant().rfind('/') + 1);
  }

  grpc::Status Get(const v1::CareerEvent& event) {
    v1::GetCareerEventRequest request;
    request.set_name(event.name());
    v1::CareerEvent reply;
    return Call(careers_, &v1::CareersService::Stub::GetCareerEvent, request, &reply);
  }

  v1::CareerEvent ana_, bora_;
};

TEST_F(ReachServiceTest, CareersOfOthersAreNotSeen) {
  EXPECT_THAT(Get(ana_), IsOk());
  EXPECT_THAT(Get(bora_), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  v1::ListCareerEventsRequest request;
  request.set_parent(kParent);
  v1::ListCareerEventsResponse page;
  ASSERT_THAT(Call(careers_, &v1::CareersService::Stub::ListCareerEvents, request, &page), IsOk());
  ASSERT_EQ(page.career_events_size(), 2);
  for (const auto& event : page.career_events()) EXPECT_EQ(event.participant(), ana_.participant());
}

TEST_F(ReachServiceTest, StandingsOfOthersAreNotSeen) {
  v1::ListStandingsRequest request;
  request.set_parent(kParent);
  request.set_as_of("2010-01-01");
  v1::ListStandingsResponse page;
  for (const char* filter : {"", "post = organizations/asp/posts/~desk"}) {
    request.set_filter(filter);
    ASSERT_THAT(Call(careers_, &v1::CareersService::Stub::ListStandings, request, &page), IsOk());
    ASSERT_EQ(page.standings_size(), 1) << filter;
    EXPECT_EQ(page.standings(0).participant(), ana_.participant());
  }
}

TEST_F(ReachServiceTest, OnlyTheOwnAreCountedByRung) {
  v1::SummarizeStandingsRequest request;
  request.set_parent(kParent);
  request.set_as_of("2010-01-01");
  v1::SummarizeStandingsResponse reply;
  const auto summarize = [&] {
    return Call(careers_, &v1::CareersService::Stub::SummarizeStandings, request, &reply);
  };
  ASSERT_THAT(summarize(), IsOk());
  EXPECT_EQ(reply.person_count(), 1);
  EXPECT_GT(reply.rungs_size(), 1) << "those that nobody holds too";
  // Who reads figures alone would learn of the one on a rung.
  for (const auto role : {identity::v1::ROLE_EVALUATOR, identity::v1::ROLE_ADMINISTRATOR}) {
    service_.As(testing::CallerWith({role}, "asp"));
    EXPECT_THAT(summarize(), Fails(Code::kPermissionDenied, "PERMISSION_DENIED"));
  }
}

TEST_F(ReachServiceTest, ThePromotionOfTheOwnIsRecorded) {
  v1::CareerEvent reply;
  EXPECT_THAT(Record(NewEvent("ana", "2012-01-01", "lieutenant"), &reply), IsOk());
}

}  // namespace
}  // namespace waymark::progression
