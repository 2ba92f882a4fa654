#include "services/common/events/relay.h"

#include <signal.h>

#include <optional>
#include <random>

#include "services/common/events/diff.h"
#include "services/common/events/relay_test_support.h"
#include "services/common/status/error.h"
#include "services/common/testing/process.h"

namespace waymark::events {
namespace {

TEST_F(RelayTest, NumbersWithoutGapsWhatConcurrentWritersCommitOutOfOrder) {
  const Relay relay(Options());
  std::atomic<int> committed = 0;
  std::vector<std::thread> writers;
  for (int w = 0; w < 4; ++w) {
    writers.emplace_back([&, w] {
      std::mt19937 random(static_cast<unsigned>(w));
      db::Connection connection(database_.app());
      const std::string aggregate = "courses/" + std::to_string(w);
      for (int version = 1; version <= 120;) {
        db::Transaction tx(connection, db::Scope{"asp"});
        Record(tx, "asp", aggregate, version, 2);
        std::this_thread::sleep_for(std::chrono::milliseconds(random() % 8));
        if (random() % 5 == 0) continue;  // rolled back: its change_no is lost
        tx.Commit();
        version += 2;
        committed += 2;
      }
    });
  }
  for (auto& writer : writers) writer.join();
  ASSERT_TRUE(Eventually([&] { return AllPublished(committed); }));
  ExpectStreamsEqualOutbox();
  // I7: of each record the versions come in order.
  std::map<std::string, int> versions;
  for (const Event& event : EventsOf(Stream())) {
    EXPECT_EQ(event.aggregate_version(), ++versions[event.aggregate()]);
  }
}

// What was given a change_no long before it is committed is not passed over, and
// holds back nobody else.
TEST_F(RelayTest, NumbersWhatIsCommittedLongAfterItsChangeNoWasGiven) {
  db::Connection slow(database_.app()), lost(database_.app());
  db::Transaction slow_tx(slow, db::Scope{"asp"});
  Record(slow_tx, "asp", "courses/slow", 1, 3);
  const Relay relay(Options());
  for (int i = 0; i < 20; ++i) {
    Record(database_.app(), "courses/1", 1 + i * 2, 2);
    db::Transaction lost_tx(lost, db::Scope{"asp"});
    Record(lost_tx, "asp", "courses/lost", 1, 1);  // rolled back
    ASSERT_TRUE(Eventually([&] { return AllPublished(2 + i * 2); }));
  }
  EXPECT_EQ(Count("settled_no", "publication"), 0);
  slow_tx.Commit();
  ASSERT_TRUE(Eventually([&] { return AllPublished(43); }));
  ExpectStreamsEqualOutbox();
  // At rest nothing is left to look through.
  ASSERT_TRUE(Eventually([&] {
    return Count("settled_no", "publication") == Count("last_value", "change_no_seq") &&
           Count("count(*)", "publication WHERE isempty(numbered_above)") == 1;
  }));
}

TEST_F(RelayTest, CarriesABacklogOfMoreThanOneBatch) {
  Record(database_.app(), "courses/1", 1, 9'500);
  const Relay relay(Options());
  ASSERT_TRUE(Eventually([&] { return AllPublished(9'500); }));
  ExpectStreamsEqualOutbox();
}

// All are numbered at once; what is carried at once is no more than some bytes.
TEST_F(RelayTest, CarriesLargeChangesByPages) {
  constexpr int kLarge = 50'000;
  for (int i = 1; i <= 10; ++i) Record(database_.app(), "courses/" + std::string(kLarge, 'c'), i, 1);
  const int64_t bytes = Count("max(octet_length(payload))", "change") * 7 / 2;
  {
    db::Connection connection(database_.app());
    db::Transaction tx(connection, db::Scope{"*"});
    const db::Rows page = tx.Run(sql::kNumberChanges, db::Params()
                                                          .Set("partition", 0)
                                                          .Set("count", 4'000)
                                                          .Set("bytes", bytes)
                                                          .Set("published_seq", 0)
                                                          .Set("allocated_no", 10));
    ASSERT_EQ(page.size(), 3);
    EXPECT_EQ(page[2].Int("pub_seq"), 3);
    EXPECT_EQ(page[0].Int("last_seq"), 10);
    const auto published = [&](int64_t first) {
      return tx
          .Run(sql::kPublishedChanges, db::Params()
                                           .Set("partition", 0)
                                           .Set("first_seq", first)
                                           .Set("last_seq", 10)
                                           .Set("bytes", bytes))
          .size();
    };
    EXPECT_EQ(published(1), 3);
    EXPECT_EQ(published(9), 2);
    tx.Commit();
  }
  for (int i = 1; i <= 90; ++i) Record(database_.app(), "courses/" + std::string(kLarge, 'd'), i, 1);
  const Relay relay(Options());
  ASSERT_TRUE(Eventually([&] { return AllPublished(100); }));
  ExpectStreamsEqualOutbox();
}

// The event of a reading says nothing of whom it was: that is the audit's.
TEST_F(RelayTest, WhoReadWhatIsInTheAuditStreamAlone) {
  const Origin origin{.organization_id = "asp",
                      .actor = "accounts/1",
                      .purpose = "a complaint",
                      .method = "tests.Read",
                      .request_id = "r1",
                      .request_digest = DigestUuid(""),
                      .traceparent = "t",
                      .time = SystemClock().Now(),
                      .address = "192.0.2.7",
                      .user_agent = "curl"};
  Changes changes(origin, "courses", SystemClock());
  changes.AddRead("participants/7");
  changes.Add("enrolment.state_changed", "enrolments/1", 1, "organizations/asp/participants/7");
  waymark::events::v1::UnitChanged after;
  after.set_unit_id("u");
  changes.DescribeSealed(std::string(32, 'k'), nullptr, after);
  db::Params params;
  changes.Bind(params, Event());
  db::Connection connection(database_.app());
  db::Transaction tx(connection, db::Scope{"asp"});
  tx.Run(sql::kRecord, params);
  tx.Commit();
  const Relay relay(Options());
  ASSERT_TRUE(Eventually([&] { return AllPublished(2); }));
  const auto events = EventsOf(Stream()), audit = EventsOf(Stream(kAuditStream));
  EXPECT_EQ(events[0].type(), kReadType);
  EXPECT_EQ(Stream()[0].event.find("participants/7"), std::string::npos);
  EXPECT_EQ(Stream()[1].event.find("192.0.2.7"), std::string::npos);
  const auto& read = audit[0].audit_record();
  EXPECT_EQ(read.service(), "courses");
  EXPECT_EQ(read.sequence(), 1);
  EXPECT_EQ(read.event_id(), events[0].id());
  EXPECT_EQ(read.type(), kReadType);
  EXPECT_EQ(read.aggregate(), "participants/7");
  EXPECT_EQ(read.subject(), "participants/7");
  EXPECT_EQ(read.actor(), "accounts/1");
  EXPECT_EQ(read.purpose(), "a complaint");
  EXPECT_EQ(read.method(), "tests.Read");
  EXPECT_EQ(read.request_id(), "r1");
  EXPECT_EQ(read.address(), "192.0.2.7");
  EXPECT_EQ(read.user_agent(), "curl");
  EXPECT_EQ(read.recorded_time().seconds(), events[0].recorded_time().seconds());
  const auto& change = audit[1].audit_record();
  EXPECT_EQ(change.aggregate(), "enrolments/1");
  EXPECT_EQ(change.subject(), "participants/7");
  EXPECT_FALSE(change.has_diff());
  EXPECT_TRUE(
      OpenDiff(std::string(32, 'k'), {"asp", "enrolments/1", change.event_id()}, change.sealed_diff()));
}

TEST_F(RelayTest, GoesOnWhereItDiedBetweenAppendingAndMarking) {
  Record(database_.app(), "courses/1", 1, 100);
  std::optional<Relay> relay;
  relay.emplace(Options());
  ASSERT_TRUE(Eventually([&] { return AllPublished(100); }));
  relay.reset();
  owner_.Execute("UPDATE publication SET published_seq = 30");
  relay.emplace(Options());
  ASSERT_TRUE(Eventually([&] { return AllPublished(100); }));
  ExpectStreamsEqualOutbox();
}

TEST_F(RelayTest, TwoAtOnceDoNoHarm) {
  std::optional<Relay> first, second;
  first.emplace(Options());
  second.emplace(Options());
  for (int i = 0; i < 10; ++i) {
    Record(database_.app(), "courses/1", 1 + i * 30, 30);
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  first.reset();  // the other takes over
  Record(database_.app(), "courses/1", 301, 30);
  ASSERT_TRUE(Eventually([&] { return AllPublished(330); }));
  ExpectStreamsEqualOutbox();
}

TEST_F(RelayTest, GoesOnAfterItsSessionIsKilled) {
  const Relay relay(Options());
  Record(database_.app(), "courses/1", 1, 10);
  ASSERT_TRUE(Eventually([&] { return AllPublished(10); }));
  owner_.Execute(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
      "WHERE usename = 'waymark_app' AND datname = current_database()");
  Record(database_.app(), "courses/1", 11, 10);
  ASSERT_TRUE(Eventually([&] { return AllPublished(20); }));
  ExpectStreamsEqualOutbox();
}

// A Redis that a test can stop and start; it keeps what it had.
class OwnRedis {
 public:
  OwnRedis() { Start(); }
  ~OwnRedis() { Stop(); }
  void Start() {
    process_.emplace(
        std::vector<std::string>{"redis-server", "--port", "0", "--unixsocket", socket(), "--save", "",
                                 "--appendonly", "yes", "--appendfsync", "always", "--dir", folder_.path()},
        folder_ / "log");
    EXPECT_TRUE(Eventually([&] {
      try {
        RedisStreams(address()).Info("x");
        return true;
      } catch (const Error&) {
        return false;
      }
    }));
  }
  void Stop() {
    if (!process_) return;
    process_->Signal(SIGKILL);
    process_->Wait();
    process_.reset();
  }
  std::string address() const { return "unix:" + socket(); }

 private:
  std::string socket() const { return folder_ / "redis.sock"; }
  const testing::Folder folder_;
  std::optional<testing::Process> process_;
};

TEST_F(RelayTest, WritersGoOnWhileRedisIsDownAndTheStreamFollows) {
  OwnRedis server;
  const Relay relay({"courses", database_.app(), server.address()});
  Record(database_.app(), "courses/1", 1, 10);
  ASSERT_TRUE(Eventually([&] { return AllPublished(10); }));
  server.Stop();
  for (int i = 0; i < 20; ++i) {
    Record(database_.app(), "courses/1", 11 + i * 100, 100);
  }
  EXPECT_EQ(Count("count(*)", "change"), 2'010);
  EXPECT_EQ(Count("published_seq", "publication"), 10);
  server.Start();
  ASSERT_TRUE(Eventually([&] { return AllPublished(2'010); }));
  RedisStreams streams(server.address());
  EXPECT_EQ(streams.Info(kStream).length, 2'010);
  EXPECT_EQ(streams.Info(kStream).first, 1);
}

TEST(EventsSql, EveryStatementFitsTheSchema) {
  const testing::TestDatabase database;
  db::Connection connection(database.app());
  for (const db::Query* query : sql::kAllQueries) {
    EXPECT_NO_THROW(connection.Execute("PREPARE q AS " + std::string(query->text))) << query->name;
    EXPECT_NO_THROW(connection.Execute("DEALLOCATE ALL"));
  }
}

}  // namespace
}  // namespace waymark::events
