// The hub without the wrapper before it: a reader that takes what it wants, when it wants.
#include <gmock/gmock.h>

#include "services/common/events/event_test_support.h"
#include "services/common/status/error.h"
#include "services/common/testing/postgres.h"
#include "services/evaluation/migrations.h"
#include "services/evaluation/outcome_hub.h"
#include "services/evaluation/outcome_message.h"
#include "waymark/evaluation/v1/outcomes.pb.h"

namespace waymark::evaluation {
namespace {

using events::Eventually;
using namespace std::chrono_literals;

class OutcomeHubTest : public ::testing::Test {
 protected:
  OutcomeHub& Start(HubOptions options) {
    options.log_capacity = 10;
    hub_ = std::make_unique<OutcomeHub>(
        std::make_shared<const events::Feed>(redis_.address(), std::vector<std::string>{"progression"}),
        database_.app(), options);
    return *hub_;
  }
  std::shared_ptr<Subscriber> Subscribe(events::FeedCursor from = {}) {
    return hub_->Subscribe(tokens_,
                           {.filter = {.organization = "asp", .types = {}, .programme_id = "", .unit_id = ""},
                            .account = "a",
                            .query = "q",
                            .from = std::move(from)},
                           [] {});
  }
  void Publish(int count) {
    std::vector<events::StreamEntry> entries;
    while (count-- > 0) entries.push_back(events::EntryOf(++published_, "career.promoted", "c/1"));
    events::AppendAll(redis_.address(), "progression", entries);
  }
  // The sequence of the next event; 0 for a message without one, -1 where there is none yet.
  static int64_t Next(Subscriber& subscriber) {
    auto bytes = subscriber.Next();
    if (!bytes) return -1;
    grpc::Slice slice;
    EXPECT_TRUE(bytes->DumpToSingleSlice(&slice).ok());
    v1::WatchOutcomesResponse message;
    EXPECT_TRUE(message.ParseFromArray(slice.begin(), static_cast<int>(slice.size())));
    return message.event().sequence();
  }
  // The same, once there is an event.
  static int64_t NextEvent(Subscriber& subscriber) {
    int64_t next = 0;
    EXPECT_TRUE(Eventually([&] { return (next = Next(subscriber)) > 0; }));
    return next;
  }

  const testing::TestDatabase database_{"evaluation", kMigrations};
  const testing::TestRedis redis_;
  const rpc::Tokens tokens_{"a key for tests"};
  int64_t published_ = 0;
  std::unique_ptr<OutcomeHub> hub_;
};

TEST_F(OutcomeHubTest, AReaderThatFallsBehindReadsPagesUntilItIsAsFarAsTheOthers) {
  OutcomeHub& hub = Start({});
  const auto reader = Subscribe();
  Publish(1);
  EXPECT_EQ(NextEvent(*reader), 1);
  Publish(100);
  ASSERT_TRUE(Eventually([&] { return hub.log().end()["progression"] == 101; }));
  for (int i = 2; i <= 101; ++i) EXPECT_EQ(NextEvent(*reader), i);
  Publish(1);
  EXPECT_EQ(NextEvent(*reader), 102);
}

// What was before is not read again, whoever would give it.
TEST_F(OutcomeHubTest, OpensItsLogWhereALostStreamEnded) {
  db::Connection(database_.admin())
      .Execute("INSERT INTO position VALUES ('evaluation', 'progression', 0, 100)");
  OutcomeHub& hub = Start({});
  const auto reader = Subscribe({{"progression", 100}});
  ASSERT_TRUE(Eventually([&] { return hub.log().end()["progression"] == 100; }));
  published_ = 100;
  Publish(1);
  EXPECT_EQ(NextEvent(*reader), 101);
}

TEST_F(OutcomeHubTest, CutsAReaderThatStaysBehind) {
  Start({.patience = 0s});
  const auto reader = Subscribe();
  std::string cut;
  EXPECT_TRUE(Eventually([&] {
    Publish(100);  // more than the log holds
    try {
      while (Next(*reader) >= 0) {
      }
    } catch (const Error& error) {
      cut = error.reason();
    }
    return !cut.empty();
  }));
  EXPECT_EQ(cut, "READER_TOO_SLOW");
}

TEST_F(OutcomeHubTest, WhoStartsBehindIsNotSlow) {
  Publish(200);
  Start({.patience = 0s});
  const auto reader = Subscribe();
  for (int i = 1; i <= 200; ++i) EXPECT_EQ(NextEvent(*reader), i);
}

// Its place is not known before evaluation's copy is as far, which here it never is.
TEST_F(OutcomeHubTest, WhoWaitsForTheCopyAsksNowAndThen) {
  Publish(20);
  hub_ = std::make_unique<OutcomeHub>(
      std::make_shared<const events::Feed>(redis_.address(), std::vector<std::string>{"progression"}),
      database_.app(), HubOptions());
  std::atomic<int> woken = 0;
  const auto reader = hub_->Subscribe(tokens_,
                                      {.filter = {.organization = "asp",
                                                  .types = {},
                                                  .programme_id = "",
                                                  .unit_id = "01234567-89ab-7cde-8f01-23456789abcd"},
                                       .account = "a",
                                       .query = "q",
                                       .from = {{"progression", 0}}},
                                      [&] { ++woken; });
  Next(*reader);
  const auto end = std::chrono::steady_clock::now() + 2s;
  for (int seen = 0; std::chrono::steady_clock::now() < end; std::this_thread::sleep_for(100us)) {
    if (const int now = woken; std::exchange(seen, now) != now) Next(*reader);
  }
  EXPECT_GE(woken, 2);
  EXPECT_LE(woken, 60);
}

TEST_F(OutcomeHubTest, WakesItsReadersAlsoWhileTheStreamsCannotBeRead) {
  hub_ = std::make_unique<OutcomeHub>(
      std::make_shared<const events::Feed>("unix:/nowhere/redis.sock", std::vector<std::string>{"courses"}),
      "", HubOptions());
  std::atomic<int> woken = 0;
  const auto reader =
      hub_->Subscribe(tokens_,
                      {.filter = {.organization = "asp", .types = {}, .programme_id = "", .unit_id = ""},
                       .account = "a",
                       .query = "q",
                       .from = {}},
                      [&] { ++woken; });
  EXPECT_TRUE(Eventually([&] { return woken >= 2; }));
}

}  // namespace
}  // namespace waymark::evaluation
