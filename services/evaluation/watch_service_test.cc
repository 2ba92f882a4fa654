// Watching outcomes: real stubs, a real Redis and a real PostgreSQL.
#include <thread>

#include "services/common/events/consumer.h"
#include "services/common/events/event_test_support.h"
#include "services/evaluation/fixture.h"

namespace waymark::evaluation {
namespace {

using testing::BlamesField;
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using testing::Fails;
using namespace std::chrono_literals;

// Few events are kept, so that tests get behind them.
constexpr HubOptions kSmall{.max_subscribers = 5,
                            .max_of_organization = 4,
                            .max_of_account = 3,
                            .log_capacity = 50,
                            .heartbeat = 300ms,
                            .patience = 60s};

class WatchServiceTest : public EvaluationFixture {
 protected:
  WatchServiceTest() : EvaluationFixture(kSmall) {}

  struct Stream {
    grpc::ClientContext context;
    std::unique_ptr<grpc::ClientReader<v1::WatchOutcomesResponse>> reader;
    std::string token;  // of the last message

    // The next event's aggregate; `beat` when the message has none, `end` when there is none.
    std::string Next() {
      v1::WatchOutcomesResponse message;
      if (!reader->Read(&message)) return "end";
      token = message.resume_token();
      return message.has_event() ? message.event().aggregate() : "beat";
    }
    // The same, passing over beats.
    std::string NextEvent() {
      std::string next;
      do {
        next = Next();
      } while (next == "beat");
      return next;
    }
    std::vector<std::string> Events(int count) {
      std::vector<std::string> events;
      while (count-- > 0) events.push_back(NextEvent());
      return events;
    }
  };

  static v1::WatchOutcomesRequest Request(const std::string& token = "") {
    v1::WatchOutcomesRequest request;
    request.set_parent(kParent);
    request.add_types("career.*");
    request.set_resume_token(token);
    return request;
  }
  std::unique_ptr<Stream> Watch(const v1::WatchOutcomesRequest& request) {
    auto stream = std::make_unique<Stream>();
    stream->context.set_deadline(std::chrono::system_clock::now() + 60s);
    stream->reader = outcomes_->WatchOutcomes(&stream->context, request);
    return stream;
  }
  std::unique_ptr<Stream> Watch(const std::string& token = "") { return Watch(Request(token)); }
  // How a stream that is refused is refused.
  grpc::Status Refusal(const v1::WatchOutcomesRequest& request) {
    const auto stream = Watch(request);
    EXPECT_EQ(stream->Next(), "end");
    return stream->reader->Finish();
  }

  static std::string NameOf(int64_t i) { return "careerEvents/" + std::to_string(i); }
  static std::vector<std::string> Names(int64_t first, int64_t last) {
    std::vector<std::string> names;
    for (int64_t i = first; i <= last; ++i) names.push_back(NameOf(i));
    return names;
  }
  // Appends career events up to this one.
  void PublishUpTo(int64_t last) {
    std::vector<events::StreamEntry> entries;
    while (published_ < last) {
      ++published_;
      entries.push_back(events::EntryOf(published_, "career.promoted", NameOf(published_)));
    }
    all_.insert(all_.end(), entries.begin(), entries.end());
    events::AppendAll(redis_.address(), "progression", entries);
  }

  int64_t published_ = 0;
  std::vector<events::StreamEntry> all_;
};

TEST_F(WatchServiceTest, FromNowOnComesWhatHappensAndNothingOfBefore) {
  PublishUpTo(3);
  const auto stream = Watch();
  EXPECT_EQ(stream->Next(), "beat");
  EXPECT_NE(stream->token, "");
  PublishUpTo(5);
  EXPECT_THAT(stream->Events(2), ElementsAreArray(Names(4, 5)));
  PublishUpTo(6);
  EXPECT_EQ(stream->NextEvent(), NameOf(6));
}

TEST_F(WatchServiceTest, FromTheFirstEventOnComeAllAndThoseThatFollow) {
  PublishUpTo(2'000);
  const auto stream = Watch("0");
  EXPECT_THAT(stream->Events(1'000), ElementsAreArray(Names(1, 1'000)));
  PublishUpTo(2'300);
  EXPECT_THAT(stream->Events(1'300), ElementsAreArray(Names(1'001, 2'300)));
}

TEST_F(WatchServiceTest, GoesOnAfterAnyMessageWithoutLossOrRepetition) {
  PublishUpTo(120);
  std::string token = "0";
  std::vector<std::string> got;
  while (got.size() < 200) {
    const auto stream = Watch(token);
    if (stream->Next() == "end") {  // too many: it takes a moment until those of before have left
      std::this_thread::sleep_for(20ms);
      continue;
    }
    for (const auto& name : stream->Events(7)) got.push_back(name);
    token = stream->token;
    stream->context.TryCancel();
    if (published_ < 400) PublishUpTo(published_ + 9);
  }
  EXPECT_THAT(got, ElementsAreArray(Names(1, static_cast<int64_t>(got.size()))));
}

TEST_F(WatchServiceTest, GoesOnAfterTheVeryFirstMessage) {
  const auto stream = Watch("0");
  EXPECT_EQ(stream->Next(), "beat");
  const auto resumed = Watch(stream->token);
  EXPECT_EQ(resumed->Next(), "beat");
  PublishUpTo(1);
  EXPECT_EQ(resumed->NextEvent(), NameOf(1));
}

TEST_F(WatchServiceTest, AReaderThatWasBehindTheLogCatchesUp) {
  const auto stream = Watch();
  EXPECT_EQ(stream->Next(), "beat");
  // More than the log holds, at once, again and again.
  for (int i = 1; i <= 5; ++i) PublishUpTo(i * 400);
  EXPECT_THAT(stream->Events(2'000), ElementsAreArray(Names(1, 2'000)));
}

TEST_F(WatchServiceTest, SaysHowFarItIsWhileNothingHappens) {
  const auto stream = Watch();
  EXPECT_EQ(stream->Next(), "beat");
  events::AppendAll(redis_.address(), "courses", {events::EntryOf(1, "course.changed", "courses/1")});
  const std::string token = stream->token;
  while (stream->token == token) ASSERT_EQ(stream->Next(), "beat");
}

TEST_F(WatchServiceTest, GoesOnAfterTheStreamsWereLostAndFilledAgain) {
  PublishUpTo(100);
  const auto stream = Watch("0");
  EXPECT_THAT(stream->Events(100), ElementsAreArray(Names(1, 100)));
  events::RedisStreams(redis_.address()).Delete(events::StreamName("progression"));
  EXPECT_EQ(stream->Next(), "beat");
  EXPECT_EQ(stream->Next(), "beat");
  const auto resumed = Watch(stream->token);
  EXPECT_EQ(resumed->Next(), "beat");
  events::AppendAll(redis_.address(), "progression", all_);
  PublishUpTo(101);
  EXPECT_EQ(stream->NextEvent(), NameOf(101));
  EXPECT_EQ(resumed->NextEvent(), NameOf(101));
}

TEST_F(WatchServiceTest, TokensOfPagesAndStreamsAreTheSame) {
  PublishUpTo(10);
  v1::ListOutcomesRequest list;
  list.set_parent(kParent);
  list.add_types("career.*");
  list.set_page_size(4);
  v1::ListOutcomesResponse page;
  ASSERT_THAT(Call(outcomes_, &v1::OutcomesService::Stub::ListOutcomes, list, &page), testing::IsOk());
  const auto stream = Watch(page.next_page_token());
  EXPECT_THAT(stream->Events(4), ElementsAreArray(Names(5, 8)));
  list.set_page_token(stream->token);
  ASSERT_THAT(Call(outcomes_, &v1::OutcomesService::Stub::ListOutcomes, list, &page), testing::IsOk());
  ASSERT_EQ(page.events_size(), 2);
  EXPECT_EQ(page.events(0).aggregate(), NameOf(9));
}

TEST_F(WatchServiceTest, RefusesWhatItCannotGoOnFrom) {
  PublishUpTo(1);
  EXPECT_THAT(Refusal(Request("x")), Fails(Code::kInvalidArgument, "TOKEN_INVALID"));
  const auto stream = Watch("0");
  stream->Next();
  v1::WatchOutcomesRequest other = Request(stream->token);
  other.add_types("participant.graduated");
  EXPECT_THAT(Refusal(other), Fails(Code::kInvalidArgument, "TOKEN_INVALID"));
  EXPECT_THAT(Refusal(other), BlamesField("resume_token"));
  other = Request();
  other.add_types("career.");
  EXPECT_THAT(Refusal(other), BlamesField("types[1]"));
  other = Request();
  other.set_unit(kParent + ("/units/" + UnitId(1)));
  EXPECT_THAT(Refusal(other), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(WatchServiceTest, LimitsHowManyWatch) {
  std::vector<std::unique_ptr<Stream>> streams;
  const auto watch_as = [&](const std::string& account, const std::string& organization) {
    service_.As([&] {
      auto caller = testing::AnyRole();
      caller.set_account_id("00000000-0000-7000-8000-00000000000" + account);
      return caller;
    }());
    auto request = Request();
    request.set_parent("organizations/" + organization);
    auto& stream = streams.emplace_back(Watch(request));
    return stream->Next() == "beat" ? "" : stream->reader->Finish().error_message();
  };
  for (int i = 0; i < 3; ++i) EXPECT_EQ(watch_as("1", "asp"), "");
  EXPECT_THAT(watch_as("1", "asp"), ::testing::HasSubstr("of the account"));
  EXPECT_EQ(watch_as("2", "asp"), "");
  EXPECT_THAT(watch_as("2", "asp"), ::testing::HasSubstr("of the organization"));
  EXPECT_EQ(watch_as("2", "ou"), "");
  EXPECT_THAT(watch_as("3", "ou"), ::testing::HasSubstr("in all"));
  // There is room again for who comes when another has left.
  streams.front()->context.TryCancel();
  EXPECT_TRUE(events::Eventually([&] { return watch_as("3", "asp").empty(); }));
}

TEST_F(WatchServiceTest, DoesNotBeginWithoutTheStreams) {
  testing::TestService alone(Definition(), "unix:/nowhere/redis.sock");
  grpc::ClientContext context;
  const auto reader = alone.Stub<v1::OutcomesService>()->WatchOutcomes(&context, Request());
  EXPECT_THAT(reader->Finish(), Fails(Code::kUnavailable, "DEPENDENCY_UNAVAILABLE"));
}

// With evaluation's own consumers, which keep the copy that says where an event belongs.
class PlacedWatchTest : public WatchServiceTest {
 protected:
  void Publish(const std::string& producer, pb::Event event) {
    event.set_organization_id("asp");
    event.set_sequence(++sequences_[producer]);
    event.mutable_time()->set_seconds(1'700'000'000);  // 14 November 2023
    events::AppendAll(redis_.address(), producer, {{event.sequence(), event.SerializeAsString()}});
  }
  pb::Event Promotion(int career, int person) {
    return Career(career, person, vocabulary::CAREER_EVENT_TYPE_PROMOTION, "2023-11-14");
  }
  void Consume() {
    for (const char* producer : {"participants", "courses", "progression"}) {
      consumers_.push_back(std::make_unique<events::Consumer>(
          events::ConsumerOptions{"evaluation", producer, service_.database().app(), redis_.address()},
          MakeFactsHandler()));
    }
    ASSERT_TRUE(events::Eventually([this] { return Status().caught_up(); }));
  }
  v1::WatchOutcomesRequest InUnit(int unit, const std::string& token) {
    auto request = Request(token);
    request.set_unit(kParent + ("/units/" + UnitId(unit)));
    return request;
  }
  v1::WatchOutcomesRequest InProgramme(int programme, const std::string& token) {
    auto request = Request(token);
    request.set_types(0, "participant.graduated");
    request.add_types("credential.*");
    request.set_programme(kParent + ("/programmes/" + ProgrammeId(programme)));
    return request;
  }

  std::map<std::string, int64_t> sequences_;
  std::vector<std::unique_ptr<events::Consumer>> consumers_;
};

TEST_F(PlacedWatchTest, GivesWhatIsOfAUnitAndOfThoseBelowOnTheDay) {
  Publish("participants", Unit(1, 1, ""));
  Publish("participants", Unit(2, 1, UnitId(1)));
  Publish("participants", Unit(3, 1, ""));
  Publish("participants", Unit(4, 1, UnitId(3)));
  Publish("participants", Unit(4, 2, UnitId(1), "2024-01-01"));  // later
  Publish("participants", Person(1, 1, vocabulary::SEX_FEMALE, "", UnitId(2)));
  Publish("participants", Person(2, 1, vocabulary::SEX_FEMALE, "", UnitId(3)));
  Publish("participants", Person(3, 1, vocabulary::SEX_FEMALE, "", UnitId(4)));
  Publish("participants", Person(4, 1, vocabulary::SEX_FEMALE));
  for (int i = 1; i <= 4; ++i) Publish("progression", Promotion(i, i));
  Consume();
  const auto above = Watch(InUnit(1, "0")), other = Watch(InUnit(3, "0"));
  EXPECT_EQ(above->NextEvent(), "careerEvents/" + CareerId(1));
  EXPECT_THAT(other->Events(2), ElementsAre("careerEvents/" + CareerId(2), "careerEvents/" + CareerId(3)));
  // What happens from here on comes from the log.
  for (int i = 5; i <= 8; ++i) Publish("progression", Promotion(i, i - 4));
  EXPECT_EQ(above->NextEvent(), "careerEvents/" + CareerId(5));
  EXPECT_THAT(other->Events(2), ElementsAre("careerEvents/" + CareerId(6), "careerEvents/" + CareerId(7)));
}

TEST_F(PlacedWatchTest, TheLatestOfAUnitAreThoseTheCopyKnowsAndTheStreamGoesOnWithTheOthers) {
  Publish("participants", Unit(1, 1, ""));
  Publish("participants", Person(1, 1, vocabulary::SEX_FEMALE, "", UnitId(1)));
  Publish("participants", Person(2, 1, vocabulary::SEX_FEMALE));
  for (int i = 1; i <= 6; ++i) Publish("progression", Promotion(i, i % 2 + 1));
  Consume();
  consumers_.clear();
  Publish("progression", Promotion(8, 1));
  v1::ListLatestOutcomesRequest request;
  request.set_parent(kParent);
  request.add_types("career.*");
  request.set_unit(InUnit(1, "").unit());
  request.set_page_size(2);
  v1::ListLatestOutcomesResponse page;
  ASSERT_THAT(Call(outcomes_, &v1::OutcomesService::Stub::ListLatestOutcomes, request, &page),
              testing::IsOk());
  ASSERT_EQ(page.events_size(), 2);
  EXPECT_EQ(page.events(0).aggregate(), "careerEvents/" + CareerId(6));
  EXPECT_EQ(page.events(1).aggregate(), "careerEvents/" + CareerId(4));
  const auto stream = Watch(InUnit(1, page.resume_token()));
  Consume();
  EXPECT_EQ(stream->NextEvent(), "careerEvents/" + CareerId(8));
}

TEST_F(PlacedWatchTest, TheLatestAreUnavailableUntilALostStreamIsFilledAgain) {
  Publish("participants", Unit(1, 1, ""));
  Publish("progression", Promotion(1, 1));
  Consume();
  consumers_.clear();
  v1::ListLatestOutcomesRequest request;
  request.set_parent(kParent);
  v1::ListLatestOutcomesResponse page;
  const auto list = [&] {
    return Call(outcomes_, &v1::OutcomesService::Stub::ListLatestOutcomes, request, &page);
  };
  ASSERT_THAT(list(), testing::IsOk());
  EXPECT_EQ(page.events_size(), 1);
  const testing::TestRedis flushed;
  EXPECT_THAT(list(), Fails(Code::kUnavailable, "DEPENDENCY_UNAVAILABLE"));
}

TEST_F(PlacedWatchTest, WaitsForTheCopyThatSaysWhereAnEventBelongs) {
  Publish("participants", Unit(1, 1, ""));
  Consume();
  const auto stream = Watch(InUnit(1, ""));
  EXPECT_EQ(stream->Next(), "beat");
  consumers_.clear();
  // Somebody new: the event is there before the copy knows them.
  Publish("participants", Person(1, 1, vocabulary::SEX_FEMALE, "", UnitId(1)));
  Publish("progression", Promotion(1, 1));
  EXPECT_EQ(stream->Next(), "beat");
  EXPECT_EQ(stream->Next(), "beat");
  Consume();
  EXPECT_EQ(stream->NextEvent(), "careerEvents/" + CareerId(1));
}

TEST_F(PlacedWatchTest, GivesWhatIsOfTheCoursesOfAProgramme) {
  Publish("courses", Programme(1, 1, {1}));
  Publish("courses", Course(1));
  Publish("courses", Course(2));
  Publish("courses", Enrolment(1, 1, 1, 1, 1, vocabulary::ENROLMENT_STATE_GRADUATED));
  pb::Event of_another = Graduation(2, 2, "2023-11-14");
  of_another.mutable_participant_graduated()->set_course_id(CourseId(2));
  pb::Event graduation = Graduation(1, 1, "2023-11-14");
  graduation.mutable_participant_graduated()->set_course_id(CourseId(1));
  pb::Event credential = EventOf("credential.issued", "credentials/1", 1);
  credential.mutable_credential_changed()->set_enrolment_id(EnrolmentId(1));
  for (const auto& event : {of_another, graduation, credential}) Publish("courses", event);
  Consume();
  const auto stream = Watch(InProgramme(1, "0"));
  EXPECT_THAT(stream->Events(2), ElementsAre("enrolments/" + EnrolmentId(1), "credentials/1"));

  v1::ListOutcomesRequest list;
  list.set_parent(kParent);
  list.set_programme(kParent + ("/programmes/" + ProgrammeId(1)));
  v1::ListOutcomesResponse page;
  ASSERT_THAT(Call(outcomes_, &v1::OutcomesService::Stub::ListOutcomes, list, &page), testing::IsOk());
  ASSERT_EQ(page.events_size(), 2);
  EXPECT_EQ(page.events(0).type(), "participant.graduated");
}

}  // namespace
}  // namespace waymark::evaluation
