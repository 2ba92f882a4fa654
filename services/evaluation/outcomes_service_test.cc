#include <algorithm>
#include <future>

#include "services/evaluation/outcomes_fixture.h"
#include "services/evaluation/stream_positions.h"

namespace waymark::evaluation {
namespace {

using testing::BlamesField;
using ::testing::ElementsAre;
using testing::Fails;
using ::testing::IsEmpty;
using testing::IsOk;

using OutcomesServiceTest = OutcomesFixture;

TEST_F(OutcomesServiceTest, OutcomesOfTheOrganizationComeInOrderAndOthersDoNot) {
  Publish({events::EntryOf(1, "enrolment.state_changed", "enrolments/1"),
           events::EntryOf(2, "participant.graduated", "enrolments/1"),
           events::EntryOf(3, "participant.graduated", "enrolments/9", "other"),
           events::EntryOf(4, "credential.issued", "credentials/1")});
  Publish({events::EntryOf(5, "career.promoted", "careerEvents/1")}, "progression");
  // A stream that begins late waits for what is missing.
  EXPECT_THAT(TypesOf(MustList(Request())), ElementsAre("participant.graduated", "credential.issued"));
}

TEST_F(OutcomesServiceTest, TypesCanBeChosen) {
  Publish({events::EntryOf(1, "enrolment.state_changed", "enrolments/1"),
           events::EntryOf(2, "participant.graduated", "enrolments/1"),
           events::EntryOf(3, "credential.issued", "credentials/1")});
  v1::ListOutcomesRequest request = Request();
  request.add_types("credential.*");
  request.add_types("enrolment.state_changed");
  EXPECT_THAT(TypesOf(MustList(request)), ElementsAre("enrolment.state_changed", "credential.issued"));
}

TEST_F(OutcomesServiceTest, WhoMayNotReadTheRecordsIsNotTheirReaderByTheFeed) {
  const auto ask = [this](identity::v1::Role role, const char* type) {
    service_.As(testing::CallerWith({role}, "asp"));
    v1::ListOutcomesRequest request = Request();
    request.add_types(type);
    v1::ListOutcomesResponse page;
    return List(request, &page);
  };
  using namespace identity::v1;  // NOLINT: the roles
  const auto denied = Fails(Code::kPermissionDenied, "PERMISSION_DENIED");
  for (const char* type : {"enrolment.*", "enrolment.state_changed", "mentorship.*", "mentorship.started"}) {
    EXPECT_THAT(ask(ROLE_ADMINISTRATOR, type), denied) << type;
    EXPECT_THAT(ask(ROLE_COMMANDER, type), IsOk()) << type;
  }
  for (const char* type : {"participant.glass_broken", "participant.opening_closed"}) {
    EXPECT_THAT(ask(ROLE_COMMANDER, type), denied) << type;
    EXPECT_THAT(ask(ROLE_REGISTRAR, type), denied) << type;
    EXPECT_THAT(ask(ROLE_ADMINISTRATOR, type), IsOk()) << type;
  }
  for (const char* type : {"participant.graduated", "credential.*", "career.promoted"}) {
    EXPECT_THAT(ask(ROLE_ADMINISTRATOR, type), IsOk()) << type;
  }
}

TEST_F(OutcomesServiceTest, WhatIsRecordedOfAPersonIsLeftOut) {
  waymark::events::v1::Event enrolled;
  enrolled.mutable_enrolment_state_changed()->set_participant_id("p");
  enrolled.mutable_enrolment_state_changed()->add_attributes()->set_key("displacement");
  events::StreamEntry entry = events::EntryOf(1, "enrolment.state_changed", "enrolments/1");
  // Fields that follow in the same message are added to it.
  entry.event += enrolled.SerializeAsString();
  Publish({entry});
  v1::ListOutcomesRequest request = Request();
  request.add_types("enrolment.*");
  const auto page = MustList(request);
  ASSERT_EQ(page.events_size(), 1);
  EXPECT_EQ(page.events(0).enrolment_state_changed().participant_id(), "p");
  EXPECT_EQ(page.events(0).enrolment_state_changed().attributes_size(), 0);
}

TEST_F(OutcomesServiceTest, TheFeedGoesOnWhereItEndedAlsoAfterTheStreamsWereRebuilt) {
  std::vector<events::StreamEntry> entries;
  for (int i = 1; i <= 5; ++i) {
    entries.push_back(events::EntryOf(i, "participant.graduated", "enrolments/" + std::to_string(i)));
  }
  Publish(entries);
  v1::ListOutcomesRequest request = Request();
  request.set_page_size(2);
  v1::ListOutcomesResponse page = MustList(request);
  EXPECT_EQ(page.events_size(), 2);

  const testing::TestRedis flushed;
  request.set_page_token(page.next_page_token());
  page = MustList(request);
  EXPECT_THAT(TypesOf(page), IsEmpty());
  Publish(entries);

  std::vector<int64_t> rest;
  do {
    request.set_page_token(page.next_page_token());
    page = MustList(request);
    for (const auto& event : page.events()) rest.push_back(event.sequence());
  } while (!page.events().empty());
  EXPECT_THAT(rest, ElementsAre(3, 4, 5));
}

TEST_F(OutcomesServiceTest, APageSaysWhetherItIsTheLast) {
  Publish({events::EntryOf(1, "participant.graduated", "enrolments/1"),
           events::EntryOf(2, "participant.graduated", "enrolments/2")});
  auto request = Request();
  request.set_page_size(1);
  const auto page = MustList(request);
  EXPECT_FALSE(page.at_end());
  EXPECT_TRUE(MustList(Request(page.next_page_token())).at_end());
  EXPECT_TRUE(MustList(Request()).at_end());
}

// It would seem that nothing has ever happened.
TEST_F(OutcomesServiceTest, AListIsUnavailableUntilALostStreamIsFilledAgain) {
  const std::vector<events::StreamEntry> entries = {
      events::EntryOf(1, "participant.graduated", "enrolments/1"),
      events::EntryOf(2, "participant.graduated", "enrolments/2"),
      events::EntryOf(3, "course.changed", "courses/1")};
  Publish(entries);
  db::Connection(service_.database().admin())
      .Execute("INSERT INTO position VALUES ('evaluation', 'courses', 0, 3)");
  EXPECT_TRUE(MustList(Request()).at_end());
  const testing::TestRedis flushed;
  v1::ListOutcomesResponse page;
  EXPECT_THAT(List(Request(), &page), Fails(Code::kUnavailable, "DEPENDENCY_UNAVAILABLE"));
  Publish({entries[0]});
  page = MustList(Request());
  EXPECT_EQ(page.events_size(), 1);
  EXPECT_FALSE(page.at_end());
  EXPECT_THAT(List(Request(page.next_page_token()), &page),
              Fails(Code::kUnavailable, "DEPENDENCY_UNAVAILABLE"));
  Publish({entries[1], entries[2]});
  EXPECT_EQ(MustList(Request()).events_size(), 2);
  EXPECT_TRUE(MustList(Request()).at_end());
}

TEST_F(OutcomesServiceTest, ACallThatWaitsAnswersAsSoonAsThereIsSomething) {
  const auto waits = [&](int64_t calls) {
    const auto streams = static_cast<int64_t>(Producers().size());
    return events::Eventually([&] { return redis_.Told("blocked_clients:") == calls * streams; });
  };
  // One that waits as long, and longer ago, for what does not come.
  auto other = std::async(std::launch::async, [this] {
    auto request = Request("", 30);
    request.add_types("career.promoted");
    return MustList(request);
  });
  ASSERT_TRUE(waits(1));
  auto waiting = std::async(std::launch::async, [this] { return MustList(Request("", 30)); });
  ASSERT_TRUE(waits(2));
  Publish({events::EntryOf(1, "participant.graduated", "enrolments/1")});
  EXPECT_THAT(TypesOf(waiting.get()), ElementsAre("participant.graduated"));
  EXPECT_EQ(other.wait_for(std::chrono::seconds(0)), std::future_status::timeout);
  Publish({events::EntryOf(1, "career.promoted", "careerEvents/1")}, "progression");
  EXPECT_THAT(TypesOf(other.get()), ElementsAre("career.promoted"));
}

TEST_F(OutcomesServiceTest, WaitingCallsLeaveWorkersForOthers) {
  // Four workers: two may wait, the others answer at once.
  std::vector<std::future<v1::ListOutcomesResponse>> waiting;
  for (int i = 0; i < 8; ++i) {
    waiting.push_back(std::async(std::launch::async, [this] { return MustList(Request("", 20)); }));
  }
  const auto answered = [&] {
    return std::count_if(waiting.begin(), waiting.end(), [](auto& call) {
      return call.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
    });
  };
  ASSERT_TRUE(events::Eventually([&] { return answered() == 6; }));
  EXPECT_THAT(RowsOf(By("")), ElementsAre("_T 0/0/0/0/0/0"));
  EXPECT_EQ(answered(), 6);
  Publish({events::EntryOf(1, "participant.graduated", "enrolments/1")});
  int events = 0;
  for (auto& call : waiting) events += call.get().events_size();
  EXPECT_EQ(events, 2) << "those that waited";
}

TEST_F(OutcomesServiceTest, AForeignTokenOrAnotherQuestionIsRefused) {
  Publish({events::EntryOf(1, "participant.graduated", "enrolments/1")});
  const std::string token = MustList(Request()).next_page_token();
  v1::ListOutcomesResponse page;
  EXPECT_THAT(List(Request("x" + token), &page), Fails(Code::kInvalidArgument, "TOKEN_INVALID"));
  v1::ListOutcomesRequest other = Request(token);
  other.add_types("career.*");
  EXPECT_THAT(List(other, &page), Fails(Code::kInvalidArgument, "TOKEN_INVALID"));
}

TEST_F(OutcomesServiceTest, WrongTypesNameTheField) {
  for (const char* type : {"graduated", ".*", "*", "career.", "participant.*", "participant.registered",
                           "participant.merged", "assessment.resulted", "attendance.*", "course.changed"}) {
    v1::ListOutcomesRequest request = Request();
    request.add_types("career.*");
    request.add_types(type);
    v1::ListOutcomesResponse page;
    EXPECT_THAT(List(request, &page), BlamesField("types[1]")) << type;
  }
}

TEST_F(OutcomesServiceTest, TheLatestComeNewestFirstAndTheFeedGoesOnAfterThem) {
  Publish({events::EntryOf(1, "participant.graduated", "e/1"), events::EntryOf(2, "course.changed", "c/1"),
           events::EntryOf(3, "participant.graduated", "e/9", "other"),
           events::EntryOf(4, "credential.issued", "c/2")});
  auto page = MustListLatest({}, 2);
  EXPECT_THAT(NamesOf(page), ElementsAre("c/2", "e/1"));
  EXPECT_NE(page.next_page_token(), "");  // one of others is before them
  const std::string on = page.resume_token();
  page = MustListLatest(page.next_page_token(), 2);
  EXPECT_THAT(NamesOf(page), IsEmpty());
  EXPECT_EQ(page.next_page_token() + page.resume_token(), "");
  Publish({events::EntryOf(5, "participant.graduated", "e/5")});
  Publish({events::EntryOf(1, "career.promoted", "p/1")}, "progression");
  EXPECT_THAT(NamesOf(MustList(Request(on))), ElementsAre("p/1", "e/5"));
}

TEST_F(OutcomesServiceTest, TheLatestByPagesAreAllOnce) {
  std::vector<events::StreamEntry> courses, progression;
  std::vector<std::string> newest_first;
  for (int64_t i = 1; i <= 1'300; ++i) {
    courses.push_back(
        events::EntryOf(i, "participant.graduated", "e/" + std::to_string(i), i % 2 ? "asp" : "other"));
    progression.push_back(
        events::EntryOf(i, i % 3 ? "career.promoted" : "rung.changed", "p/" + std::to_string(i)));
  }
  for (int64_t i = 1'300; i > 0; --i) {
    if (i % 2) newest_first.push_back("e/" + std::to_string(i));
    if (i % 3) newest_first.push_back("p/" + std::to_string(i));
  }
  Publish(courses);
  Publish(progression, "progression");
  std::vector<std::string> got;
  std::string token;
  do {
    const auto page = MustListLatest(token, 333);
    const auto names = NamesOf(page);
    got.insert(got.end(), names.begin(), names.end());
    token = page.next_page_token();
  } while (!token.empty());
  EXPECT_EQ(got, newest_first);
}

TEST_F(OutcomesServiceTest, APlaceInTheFeedIsNoneInTheLatest) {
  Publish({events::EntryOf(1, "participant.graduated", "e/1"),
           events::EntryOf(2, "participant.graduated", "e/2")});
  const auto page = MustListLatest({}, 1);
  v1::ListLatestOutcomesResponse latest;
  EXPECT_THAT(ListLatest(page.resume_token(), 1, &latest), Fails(Code::kInvalidArgument, "TOKEN_INVALID"));
  v1::ListOutcomesResponse list;
  EXPECT_THAT(List(Request(page.next_page_token()), &list), Fails(Code::kInvalidArgument, "TOKEN_INVALID"));
}

TEST_F(OutcomesServiceTest, WithoutRedisTheFeedIsUnavailableAndTheFunnelIsNot) {
  testing::TestService alone(Definition(), "unix:/nowhere/redis.sock");
  v1::ListOutcomesResponse page;
  EXPECT_THAT(
      Call(alone.Stub<v1::OutcomesService>(), &v1::OutcomesService::Stub::ListOutcomes, Request(), &page),
      Fails(Code::kUnavailable, "DEPENDENCY_UNAVAILABLE"));
  v1::ComputeFunnelRequest request;
  request.set_parent(kParent);
  v1::Funnel funnel;
  ASSERT_THAT(
      Call(alone.Stub<v1::FunnelService>(), &v1::FunnelService::Stub::ComputeFunnel, request, &funnel),
      IsOk());
  ASSERT_EQ(funnel.positions_size(), 3);
  EXPECT_FALSE(funnel.positions(0).has_lag());
}

}  // namespace
}  // namespace waymark::evaluation
