#include "services/common/events/consumer.h"

#include <gmock/gmock.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <mutex>
#include <optional>
#include <stdexcept>

#include "services/common/events/event_test_support.h"
#include "services/common/status/error.h"
#include "services/common/testing/postgres.h"

namespace waymark::events {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using waymark::events::v1::Event;

constexpr std::string_view kEffectParams[] = {"organization_id", "aggregate", "sequence"};
constexpr db::Query kEffect{"effect", "INSERT INTO effect VALUES ($1, $2, $3)", kEffectParams};

// Writes a row for each event, after failing as often as a test wants.
class Effects final : public EventHandler {
 public:
  void Apply(db::Transaction& tx, std::string_view organization_id, std::span<const Event> events) override {
    ++calls;
    for (const Event& event : events) {
      tx.Run(kEffect, db::Params()
                          .Set("organization_id", organization_id)
                          .Set("aggregate", event.aggregate())
                          .Set("sequence", event.sequence()));
      if (event.type() == "poison") throw std::runtime_error("cannot apply this");
      if (unavailable > 0 && unavailable-- > 0) throw Unavailable("something");
    }
  }
  bool Wants(const Event& event) const override { return event.type() != "of no interest"; }
  bool WantsNothing(db::Connection&) override { return wants_nothing; }
  static inline std::atomic<int> calls = 0;
  static inline std::atomic<bool> wants_nothing = false;
  static inline std::atomic<int> unavailable = 0;
};

class ConsumerTest : public ::testing::Test {
 protected:
  ConsumerTest() {
    Effects::calls = 0;
    Effects::unavailable = 0;
    Effects::wants_nothing = false;
    owner_.Execute("CREATE TABLE effect (organization_id text, aggregate text, sequence bigint)");
    owner_.Execute("GRANT ALL ON effect TO waymark_app");
    // Only the organization of the event may write: the scope of its transaction.
    owner_.Execute("ALTER TABLE effect ENABLE ROW LEVEL SECURITY");
    owner_.Execute(
        "CREATE POLICY tenant ON effect USING (organization_id = current_setting('waymark.organization', "
        "true))");
  }

  std::unique_ptr<Consumer> Start() {
    return std::make_unique<Consumer>(
        ConsumerOptions{"evaluation", "courses", database_.app(), redis_.address()},
        std::make_unique<Effects>());
  }
  ConsumerOptions AuditOptions() const {
    return {.name = "audit",
            .producer = "courses",
            .database = database_.app(),
            .redis = redis_.address(),
            .audit = true};
  }
  void Publish(const std::vector<StreamEntry>& entries) { AppendAll(redis_.address(), "courses", entries); }

  std::vector<int64_t> Column(const std::string& query) {
    std::vector<int64_t> values;
    for (const db::Row row : owner_.Execute(query)) values.push_back(row.Int("n"));
    return values;
  }
  std::vector<int64_t> Applied() { return Column("SELECT sequence AS n FROM effect ORDER BY sequence"); }
  std::vector<int64_t> Parked() { return Column("SELECT sequence AS n FROM parked_event ORDER BY sequence"); }
  bool ReadTo(int64_t sequence) {
    return Eventually(
        [&] { return Column("SELECT sequence AS n FROM position") == std::vector<int64_t>{sequence}; });
  }

  testing::TestDatabase database_;
  testing::TestRedis redis_;
  db::Connection owner_{database_.admin()};
};

TEST_F(ConsumerTest, AppliesEventsOfSeveralOrganizationsInTheirScope) {
  Publish({EntryOf(1, "a", "x/1", "asp"), EntryOf(2, "a", "x/1", "asp"), EntryOf(3, "a", "x/2", "ou"),
           EntryOf(4, "a", "x/1", "asp")});
  const auto consumer = Start();
  ASSERT_TRUE(ReadTo(4));
  EXPECT_THAT(Applied(), ElementsAre(1, 2, 3, 4));
  EXPECT_EQ(Effects::calls, 3);
}

TEST_F(ConsumerTest, PassesOverReadings) {
  const auto consumer = Start();
  Publish({EntryOf(1, std::string(kReadType), ""), EntryOf(2, "course.changed", "courses/1"),
           EntryOf(3, std::string(kReadType), "")});
  ASSERT_TRUE(ReadTo(3));
  EXPECT_THAT(Applied(), ElementsAre(2));
  EXPECT_THAT(Column("SELECT count(*) AS n FROM inbox"), ElementsAre(1));
}

TEST_F(ConsumerTest, PassesOverWhatTheHandlerDoesNotWantWhosesoeverItIs) {
  Publish({EntryOf(1, "of no interest", "x/1", "ou"), EntryOf(2, "a", "x/1"),
           EntryOf(3, "of no interest", "x/2", "ou"), EntryOf(4, "a", "x/1"), EntryOf(5, "poison", "x/3"),
           EntryOf(6, "of no interest", "x/3")});
  const auto consumer = Start();
  ASSERT_TRUE(ReadTo(6));
  EXPECT_THAT(Applied(), ElementsAre(2, 4));
  EXPECT_THAT(Parked(), ElementsAre(5));
  Publish({EntryOf(7, "of no interest", "x/1", "ou")});
  ASSERT_TRUE(ReadTo(7));
  EXPECT_THAT(Applied(), ElementsAre(2, 4));
}

TEST_F(ConsumerTest, PassesUnreadOverAllUpToAGapWhileNothingIsWanted) {
  Effects::wants_nothing = true;
  const auto consumer = Start();
  Publish({EntryOf(1, "a", "x/1"), {2, "not to be read"}, EntryOf(4, "a", "x/1")});
  ASSERT_TRUE(ReadTo(2));
  EXPECT_THAT(Column("SELECT count(*) AS n FROM inbox"), ElementsAre(0));
  Effects::wants_nothing = false;
  RedisStreams(redis_.address()).Delete(StreamName("courses"));
  Publish({EntryOf(1, "a", "x/1"), EntryOf(2, "a", "x/1"), EntryOf(3, "a", "x/1"), EntryOf(4, "a", "x/1")});
  ASSERT_TRUE(ReadTo(4));
  EXPECT_THAT(Applied(), ElementsAre(3, 4));
}

TEST_F(ConsumerTest, ReadsTheAuditStreamOfAProducerToo) {
  RedisStreams(redis_.address())
      .Append(AuditStreamName("courses"), std::vector{EntryOf(1, "course.changed", "courses/1")});
  const Consumer consumer(AuditOptions(), std::make_unique<Effects>());
  ASSERT_TRUE(ReadTo(1));
  EXPECT_THAT(Applied(), ElementsAre(1));
}

// Blocks of a hundred entries go, as Redis keeps them.
TEST_F(ConsumerTest, LetsGoWhatItHasOfAnAuditStreamAndNothingOfOthers) {
  RedisStreams streams(redis_.address());
  std::vector<StreamEntry> entries;
  for (int i = 1; i <= 2'500; ++i) entries.push_back(EntryOf(i, "course.changed", "courses/1"));
  streams.Append(AuditStreamName("courses"), entries);
  Publish(entries);
  const Consumer audit(AuditOptions(), std::make_unique<Effects>());
  EXPECT_TRUE(Eventually([&] { return streams.Info(AuditStreamName("courses")).taken >= 2'000; }));
  EXPECT_LT(streams.Info(AuditStreamName("courses")).length, 700);
  EXPECT_EQ(streams.Info(AuditStreamName("courses")).last, 2'500);
  EXPECT_EQ(streams.Info(StreamName("courses")).length, 2'500);
}

// As after its reader was away for long.
TEST_F(ConsumerTest, MakesRoomInARedisThatAnAuditStreamHasFilled) {
  RedisStreams streams(redis_.address());
  std::vector<StreamEntry> entries;
  for (int i = 1; i <= 2'500; ++i) entries.push_back(EntryOf(i, "course.changed", "courses/1"));
  streams.Append(AuditStreamName("courses"), entries);
  redis_.LimitMemory(streams.MemoryOfServer().used - 50'000);
  std::optional<Consumer> audit;
  audit.emplace(AuditOptions(), std::make_unique<Effects>());
  const bool trimmed = Eventually([&] { return streams.Info(AuditStreamName("courses")).taken >= 1'000; });
  audit.reset();
  redis_.LimitMemory(0);
  EXPECT_TRUE(trimmed);
  EXPECT_LT(streams.Info(AuditStreamName("courses")).length, 1'600);
}

// As after its database was put back to an earlier state.
TEST_F(ConsumerTest, HasAnAuditStreamFilledAgainThatLacksWhatItNeeds) {
  RedisStreams streams(redis_.address());
  const std::string stream = AuditStreamName("courses");
  streams.Append(stream, std::vector{EntryOf(7, "course.changed", "courses/1")});
  streams.Trim(stream, 6);
  const Consumer consumer(AuditOptions(), std::make_unique<Effects>());
  EXPECT_TRUE(Eventually([&] { return streams.Info(stream).taken == 0; }));
}

// As after a flush: what comes next is there before the relay has filled the stream again.
TEST_F(ConsumerTest, AsksTheProducerForWhatTheStreamLacks) {
  const auto own = std::make_shared<OwnEvents>();
  for (int i = 1; i <= 8; ++i) own->entries.push_back(EntryOf(i, "a", "x/" + std::to_string(i % 3)));
  own->down = true;
  Publish({own->entries[5], own->entries[6]});
  ConsumerOptions options{"evaluation", "courses", database_.app(), redis_.address()};
  options.published = own;
  std::atomic<int> gaps = 0;
  options.on_gap = [&] { ++gaps; };
  const Consumer consumer(std::move(options), std::make_unique<Effects>());
  ASSERT_TRUE(Eventually([&] { return own->calls > 1; }));
  EXPECT_THAT(Applied(), IsEmpty());
  own->down = false;
  ASSERT_TRUE(ReadTo(7));
  EXPECT_EQ(gaps, 1);
  EXPECT_THAT(Applied(), ElementsAre(1, 2, 3, 4, 5, 6, 7));
  Publish({own->entries[7]});
  ASSERT_TRUE(ReadTo(8));
  EXPECT_THAT(Applied(), ElementsAre(1, 2, 3, 4, 5, 6, 7, 8));
}

// What its producer does not keep in Redis is no gap that somebody should look at.
TEST_F(ConsumerTest, ReadsWhatWasTrimmedFromTheProducer) {
  const auto own = std::make_shared<OwnEvents>();
  std::vector<int64_t> all;
  for (int i = 1; i <= 500; ++i) {
    all.push_back(i);
    own->entries.push_back(EntryOf(i, "a", "x/" + std::to_string(i % 3)));
  }
  Publish(own->entries);
  RedisStreams streams(redis_.address());
  streams.LetGo(StreamName("courses"), 400);
  const int64_t trimmed = streams.Info(StreamName("courses")).first - 1;
  ASSERT_GE(trimmed, 300);
  ConsumerOptions options{"evaluation", "courses", database_.app(), redis_.address()};
  options.published = own;
  std::atomic<int> gaps = 0;
  options.on_gap = [&] { ++gaps; };
  const Consumer consumer(std::move(options), std::make_unique<Effects>());
  ASSERT_TRUE(ReadTo(500));
  EXPECT_EQ(Applied(), all);
  EXPECT_EQ(own->calls, (trimmed + 1) / 2);
  EXPECT_EQ(gaps, 0);
}

// What is new comes from the producer before the stream has it again.
TEST_F(ConsumerTest, GoesOnWhileTheStreamIsFilledAgain) {
  const auto own = std::make_shared<OwnEvents>();
  for (int i = 1; i <= 8; ++i) own->entries.push_back(EntryOf(i, "a", "x/1"));
  Publish({own->entries[0], own->entries[1]});
  owner_.Execute("INSERT INTO position VALUES ('evaluation', 'courses', 0, 6)");
  ConsumerOptions options{"evaluation", "courses", database_.app(), redis_.address()};
  options.published = own;
  const Consumer consumer(std::move(options), std::make_unique<Effects>());
  ASSERT_TRUE(ReadTo(8));
  EXPECT_THAT(Applied(), ElementsAre(7, 8));
}

// Ends its process at a deadly event.
class Deadly final : public EventHandler {
 public:
  void Apply(db::Transaction& tx, std::string_view organization_id, std::span<const Event> events) override {
    Effects().Apply(tx, organization_id, events);
    for (const Event& event : events) {
      if (event.type() == "deadly") raise(SIGKILL);
    }
  }
};

TEST_F(ConsumerTest, ParksAnEventOfWhichTheProcessDies) {
  Publish({EntryOf(1, "a", "x/1"), EntryOf(2, "a", "x/2"), EntryOf(3, "deadly", "x/3"),
           EntryOf(4, "a", "x/4"), EntryOf(5, "a", "x/3")});
  int ended = 0;
  for (bool dies = true; dies && ended < 20; ended += dies) {
    const pid_t child = fork();
    if (child == 0) {
      const Consumer consumer({"evaluation", "courses", database_.app(), redis_.address()},
                              std::make_unique<Deadly>());
      std::this_thread::sleep_for(std::chrono::seconds(10));
      _exit(0);
    }
    int status = 0;
    ASSERT_TRUE(Eventually([&] {
      return waitpid(child, &status, WNOHANG) == child ||
             Column("SELECT sequence AS n FROM position") == std::vector<int64_t>{5};
    }));
    dies = WIFSIGNALED(status);
    if (!dies) kill(child, SIGKILL), waitpid(child, &status, 0);
  }
  EXPECT_EQ(ended, 7);
  EXPECT_THAT(Applied(), ElementsAre(1, 2, 4));
  EXPECT_THAT(Parked(), ElementsAre(3, 5));
}

// As after kills that have nothing to do with it.
TEST_F(ConsumerTest, AppliesWhatItWasOftenEndedBefore) {
  owner_.Execute("INSERT INTO begun_run VALUES ('evaluation', 'courses', 0, 0, 9)");
  Publish({EntryOf(1, "a", "x/1"), EntryOf(2, "a", "x/2")});
  const auto consumer = Start();
  ASSERT_TRUE(ReadTo(2));
  EXPECT_THAT(Applied(), ElementsAre(1, 2));
  EXPECT_EQ(Effects::calls, 2);
  EXPECT_TRUE(Eventually([&] { return Column("SELECT tries AS n FROM event_try").empty(); }));
}

TEST_F(ConsumerTest, GoesOnFromItsPosition) {
  Publish({EntryOf(1, "a", "x/1")});
  Start().reset();
  auto consumer = Start();
  ASSERT_TRUE(ReadTo(1));
  consumer.reset();
  Publish({EntryOf(2, "a", "x/1")});
  consumer = Start();
  ASSERT_TRUE(ReadTo(2));
  EXPECT_THAT(Applied(), ElementsAre(1, 2));
}

TEST_F(ConsumerTest, AnEventDeliveredAgainHasOneEffect) {
  const std::string id = NewUuid();
  Publish({EntryOf(1, "a", "x/1", "asp", id), EntryOf(2, "a", "x/1", "asp", id)});
  auto consumer = Start();
  ASSERT_TRUE(ReadTo(2));
  Publish({EntryOf(3, "a", "x/1", "asp", id)});
  ASSERT_TRUE(ReadTo(3));
  EXPECT_THAT(Applied(), ElementsAre(1));
  // And all of them again, from the beginning.
  consumer.reset();
  owner_.Execute("DELETE FROM position");
  consumer = Start();
  ASSERT_TRUE(ReadTo(3));
  EXPECT_THAT(Applied(), ElementsAre(1));
}

// An outbox that was restored to an earlier state sends them under other numbers.
TEST_F(ConsumerTest, KnowsWhatItAppliedAmongManyBatches) {
  std::vector<std::string> ids;
  for (int i = 0; i < 6; ++i) ids.push_back(NewUuid());
  Publish({EntryOf(1, "a", "x/1", "asp", ids[0]), EntryOf(2, "a", "x/1", "asp", ids[5])});
  const auto consumer = Start();
  ASSERT_TRUE(ReadTo(2));
  Publish({EntryOf(3, "a", "x/1", "asp", ids[2])});
  ASSERT_TRUE(ReadTo(3));
  Publish({EntryOf(4, "a", "x/1", "asp", ids[5]), EntryOf(5, "a", "x/1", "asp", ids[1]),
           EntryOf(6, "a", "x/1", "asp", ids[2]), EntryOf(7, "a", "x/1", "asp", ids[0]),
           EntryOf(8, "a", "x/1", "asp", ids[4])});
  ASSERT_TRUE(ReadTo(8));
  EXPECT_THAT(Applied(), ElementsAre(1, 2, 3, 5, 8));
}

TEST_F(ConsumerTest, ParksAPoisonEventAfterFiveTriesWithItsRecordBehindIt) {
  Publish(
      {EntryOf(1, "a", "x/1"), EntryOf(2, "poison", "x/2"), EntryOf(3, "a", "x/2"), EntryOf(4, "a", "x/3")});
  const auto consumer = Start();
  ASSERT_TRUE(ReadTo(4));
  EXPECT_THAT(Applied(), ElementsAre(1, 4));
  EXPECT_THAT(Parked(), ElementsAre(2, 3));
  EXPECT_THAT(Column("SELECT tries AS n FROM parked_event ORDER BY sequence"), ElementsAre(5, 0));
  EXPECT_THAT(Column("SELECT tries AS n FROM event_try"), IsEmpty());
  EXPECT_EQ(owner_.Execute("SELECT error FROM parked_event WHERE sequence = 2")[0].Text("error"),
            "INTERNAL: cannot apply this");
  // One that comes much later is put behind it too.
  Publish({EntryOf(5, "a", "x/2"), EntryOf(6, "a", "x/1")});
  ASSERT_TRUE(ReadTo(6));
  EXPECT_THAT(Applied(), ElementsAre(1, 4, 6));
  EXPECT_THAT(Parked(), ElementsAre(2, 3, 5));
}

// As a replay does that holds the position.
TEST_F(ConsumerTest, PutsNothingBehindWhatIsTakenAwayWhileItWaits) {
  Publish({EntryOf(1, "poison", "x/2")});
  const auto consumer = Start();
  ASSERT_TRUE(ReadTo(1));
  db::Connection replay(database_.admin());
  replay.Execute("BEGIN; SELECT sequence FROM position FOR UPDATE; DELETE FROM parked_event");
  Publish({EntryOf(2, "a", "x/2")});
  ASSERT_TRUE(Eventually([&] {
    return Column("SELECT count(*) AS n FROM pg_locks WHERE NOT granted") != std::vector<int64_t>{0};
  }));
  replay.Execute("COMMIT");
  ASSERT_TRUE(ReadTo(2));
  EXPECT_THAT(Applied(), ElementsAre(2));
  EXPECT_THAT(Parked(), IsEmpty());
}

TEST_F(ConsumerTest, AFailureThatIsNotOfTheEventIsNotCounted) {
  Effects::unavailable = 7;
  Publish({EntryOf(1, "a", "x/1")});
  const auto consumer = Start();
  ASSERT_TRUE(ReadTo(1));
  EXPECT_THAT(Applied(), ElementsAre(1));
  EXPECT_THAT(Parked(), IsEmpty());
}

TEST_F(ConsumerTest, WaitsAtAGapUntilItIsFilled) {
  const std::vector<StreamEntry> all = {EntryOf(1, "a", "x/1"), EntryOf(2, "a", "x/1"),
                                        EntryOf(3, "a", "x/1")};
  Publish({all[0], all[2]});
  const auto consumer = Start();
  ASSERT_TRUE(ReadTo(1));
  ASSERT_TRUE(EventuallyRunAgain(redis_, "xread", 3));
  EXPECT_THAT(Applied(), ElementsAre(1));
  RedisStreams(redis_.address()).Delete(StreamName("courses"));
  Publish(all);
  ASSERT_TRUE(ReadTo(3));
  EXPECT_THAT(Applied(), ElementsAre(1, 2, 3));
}

TEST_F(ConsumerTest, TwoProcessesApplyEachEventOnce) {
  const auto one = Start(), other = Start();
  for (int64_t i = 1; i <= 200; ++i) Publish({EntryOf(i, "a", "x/" + std::to_string(i))});
  ASSERT_TRUE(ReadTo(200));
  EXPECT_EQ(Applied().size(), 200u);
}

TEST_F(ConsumerTest, GoesOnAfterItsSessionIsKilled) {
  const auto consumer = Start();
  Publish({EntryOf(1, "a", "x/1")});
  ASSERT_TRUE(ReadTo(1));
  owner_.Execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'waymark_app'");
  Publish({EntryOf(2, "a", "x/1")});
  ASSERT_TRUE(ReadTo(2));
  EXPECT_THAT(Applied(), ElementsAre(1, 2));
}

}  // namespace
}  // namespace waymark::events
