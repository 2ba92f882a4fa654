#include "services/common/events/partitions.h"

#include <gmock/gmock.h>

#include <map>
#include <optional>
#include <random>
#include <set>

#include "services/common/events/consumer.h"
#include "services/common/events/event_test_support.h"
#include "services/common/events/feed.h"
#include "services/common/events/relay.h"
#include "services/common/status/error.h"
#include "services/common/testing/postgres.h"

namespace waymark::events {
namespace {

using std::chrono::milliseconds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using waymark::events::v1::Event;

constexpr int kPartitions = 3;

// Forgets what it is given.
class Nothing final : public EventHandler {
 public:
  void Apply(db::Transaction&, std::string_view, std::span<const Event> events) override {
    for (const Event& event : events) {
      if (event.type() == "poison") throw std::runtime_error("cannot apply this");
    }
  }
};

class PartitionsTest : public ::testing::Test {
 protected:
  void Partition(int partitions = kPartitions) {
    db::Connection owner(database_.owner());
    SetPartitions(owner, partitions);
  }
  std::string ReasonOf(int partitions) {
    try {
      Partition(partitions);
      return "";
    } catch (const Error& error) {
      return error.reason();
    }
  }
  RelayOptions RelayOf(int partition) const {
    return {"courses", database_.app(), redis_.address(), partition};
  }
  ConsumerOptions ConsumerOf(int partition, int partitions = kPartitions) const {
    return {.name = "evaluation",
            .producer = "courses",
            .database = database_.app(),
            .redis = redis_.address(),
            .partition = partition,
            .partitions = partitions};
  }
  // An organization of that partition.
  static std::string OrganizationIn(int partition) {
    for (int i = 0;; ++i) {
      const std::string name = "org-" + std::to_string(i);
      if (PartitionOf(name, kPartitions) == partition) return name;
    }
  }
  std::vector<Event> EventsIn(const std::string& stream) {
    std::vector<Event> events;
    for (const auto& entry : streams_.Range(stream, 0, 1'000'000)) {
      EXPECT_TRUE(events.emplace_back().ParseFromString(entry.event));
      EXPECT_EQ(events.back().sequence(), static_cast<int64_t>(events.size()));
      EXPECT_EQ(entry.sequence, events.back().sequence());
    }
    return events;
  }
  std::map<int64_t, int64_t> Pairs(const std::string& sql) {
    std::map<int64_t, int64_t> pairs;
    for (const db::Row row : admin_.Execute(sql)) pairs[row.Int("a")] = row.Int("b");
    return pairs;
  }
  std::map<int64_t, int64_t> Positions() {
    return Pairs("SELECT partition AS a, sequence AS b FROM position");
  }

  testing::TestDatabase database_;
  testing::TestRedis redis_;
  db::Connection admin_{database_.admin()};
  RedisStreams streams_{redis_.address()};
};

TEST_F(PartitionsTest, AreTheSameHereAndInTheDatabase) {
  for (const int partitions : {1, 2, 3, 16}) {
    Partition(partitions);
    std::set<int> used;
    for (int i = 0; i < 200; ++i) {
      const std::string name = i == 0 ? "*" : "organization-" + std::to_string(i * i);
      const auto row = admin_.Execute("SELECT partition_of('" + name + "') AS partition")[0];
      ASSERT_EQ(row.Int("partition"), PartitionOf(name, partitions)) << name;
      used.insert(PartitionOf(name, partitions));
    }
    EXPECT_EQ(used.size(), static_cast<size_t>(partitions));
    EXPECT_EQ(CountPartitions(database_.app()), partitions);
  }
  EXPECT_EQ(PartitionOf("*", 16), 0);
}

TEST_F(PartitionsTest, AreChosenBeforeAnythingIsRecorded) {
  EXPECT_EQ(ReasonOf(4), "");
  EXPECT_EQ(ReasonOf(2), "");
  EXPECT_EQ(ReasonOf(3), "");
  Record(database_.app(), "courses/1", 1, 1);
  EXPECT_EQ(ReasonOf(3), "");
  EXPECT_EQ(ReasonOf(4), "PARTITIONS_FIXED");
  EXPECT_EQ(CountPartitions(database_.app()), 3);
}

TEST_F(PartitionsTest, AreNotChangedUnderARunningService) {
  std::optional<Relay> relay;
  relay.emplace(RelayOf(0));
  ASSERT_TRUE(Eventually([&] {
    return admin_.Execute("SELECT count(*) AS n FROM pg_locks WHERE locktype = 'advisory'")[0].Int("n") > 0;
  }));
  EXPECT_EQ(ReasonOf(2), "SERVICE_RUNNING");
  relay.reset();
  EXPECT_TRUE(Eventually([&] { return ReasonOf(2).empty(); }));
}

// I5 and I7 in each.
TEST_F(PartitionsTest, EachIsNumberedWithoutGapsAndHasItsOrganizationsInOrder) {
  Partition();
  std::vector<std::unique_ptr<Relay>> relays;
  for (int p = 0; p < kPartitions; ++p) relays.push_back(std::make_unique<Relay>(RelayOf(p)));
  std::vector<std::thread> writers;
  for (int w = 0; w < 4; ++w) {
    writers.emplace_back([&, w] {
      std::mt19937 random(static_cast<unsigned>(w));
      db::Connection connection(database_.app());
      std::map<std::string, int> versions;
      for (int i = 0; i < 80; ++i) {
        const std::string organization = OrganizationIn(static_cast<int>(random() % kPartitions));
        db::Transaction tx(connection, db::Scope{organization});
        Record(tx, organization, "courses/" + std::to_string(w), versions[organization] + 1, 2);
        if (random() % 5 == 0) continue;  // rolled back: its change_no is lost
        tx.Commit();
        versions[organization] += 2;
      }
    });
  }
  for (auto& writer : writers) writer.join();
  const auto recorded = Pairs("SELECT partition AS a, count(*) AS b FROM change GROUP BY partition");
  ASSERT_EQ(recorded.size(), static_cast<size_t>(kPartitions));
  ASSERT_TRUE(Eventually(
      [&] { return Pairs("SELECT partition AS a, published_seq AS b FROM publication") == recorded; }));
  for (const auto& [partition, count] : recorded) {
    const auto events = EventsIn(StreamName("courses", static_cast<int>(partition)));
    EXPECT_EQ(static_cast<int64_t>(events.size()), count);
    EXPECT_EQ(static_cast<int64_t>(EventsIn(AuditStreamName("courses", static_cast<int>(partition))).size()),
              count);
    std::map<std::string, int> versions;
    for (const Event& event : events) {
      ASSERT_EQ(PartitionOf(event.organization_id(), kPartitions), partition);
      ASSERT_EQ(event.aggregate_version(), ++versions[event.aggregate()]);
    }
  }
  // What is numbered is told by few ranges, however the writers of the partitions mingle.
  EXPECT_TRUE(Eventually([&] {
    return admin_.Execute("SELECT bool_and(isempty(numbered_above)) AS settled FROM publication")[0].Bool(
        "settled");
  }));
}

TEST_F(PartitionsTest, EachIsLedByItself) {
  Partition();
  db::Connection other(database_.app());
  other.Execute("SELECT pg_advisory_lock(hashtextextended('waymark.relay.0', 0))");
  const Relay waits(RelayOf(0)), leads(RelayOf(1));
  for (const int p : {0, 1}) Record(database_.app(), "courses/1", 1, 5, OrganizationIn(p));
  ASSERT_TRUE(Eventually([&] { return EventsIn(StreamName("courses", 1)).size() == 5; }));
  EXPECT_THAT(EventsIn(StreamName("courses", 0)), IsEmpty());
  other.Execute("SELECT pg_advisory_unlock_all()");
  EXPECT_TRUE(Eventually([&] { return EventsIn(StreamName("courses", 0)).size() == 5; }));
}

TEST_F(PartitionsTest, EachIsFilledAgainByItself) {
  Partition();
  std::vector<std::unique_ptr<Relay>> relays;
  for (int p = 0; p < kPartitions; ++p) {
    Record(database_.app(), "courses/1", 1, 20 + p, OrganizationIn(p));
    relays.push_back(std::make_unique<Relay>(RelayOf(p)));
  }
  const auto has = [&](int p) {
    return EventsIn(StreamName("courses", p)).size() == 20u + static_cast<size_t>(p);
  };
  ASSERT_TRUE(Eventually([&] { return has(0) && has(1) && has(2); }));
  streams_.Delete(StreamName("courses", 1));
  EXPECT_TRUE(Eventually([&] { return has(1); }));
  EXPECT_TRUE(has(0) && has(2));
}

TEST_F(PartitionsTest, AConsumerReadsEachFromItsOwnPositionAndParksInIt) {
  Partition();
  for (int p = 0; p < kPartitions; ++p) {
    std::vector<StreamEntry> entries;
    for (int64_t i = 1; i <= 4 + p; ++i) {
      entries.push_back(EntryOf(i, p == 2 && i == 3 ? "poison" : "a", "courses/1", OrganizationIn(p)));
    }
    streams_.Append(StreamName("courses", p), entries);
  }
  std::vector<std::unique_ptr<Consumer>> consumers;
  for (int p = 0; p < kPartitions; ++p) {
    consumers.push_back(std::make_unique<Consumer>(ConsumerOf(p), std::make_unique<Nothing>()));
  }
  EXPECT_TRUE(Eventually([&] { return Positions() == std::map<int64_t, int64_t>{{0, 4}, {1, 5}, {2, 6}}; }));
  // The record of the same name elsewhere is another one, and is not held back.
  EXPECT_THAT(Pairs("SELECT sequence AS a, partition AS b FROM parked_event"),
              ElementsAre(Pair(3, 2), Pair(4, 2), Pair(5, 2), Pair(6, 2)));
}

TEST_F(PartitionsTest, AConsumerThatWouldMissSomeReadsNone) {
  streams_.Append(StreamName("courses", 0), std::vector{EntryOf(1, "a", "courses/1")});
  streams_.Append(StreamName("courses", 1), std::vector{EntryOf(1, "a", "courses/1")});
  std::optional<Consumer> consumer;
  consumer.emplace(ConsumerOf(0, 1), std::make_unique<Nothing>());
  ASSERT_TRUE(EventuallyRunAgain(redis_, "exists", 2));
  EXPECT_THAT(Positions(), IsEmpty());
  consumer.emplace(ConsumerOf(0, 2), std::make_unique<Nothing>());
  EXPECT_TRUE(Eventually([&] { return Positions().size() == 1; }));
}

TEST_F(PartitionsTest, AFeedReadsThoseOfTheOrganizationOrAll) {
  const std::string first = OrganizationIn(0), last = OrganizationIn(2);
  streams_.Append(StreamName("courses", 0), std::vector{EntryOf(1, "a", "c/1", first)});
  streams_.Append(StreamName("courses", 2),
                  std::vector{EntryOf(1, "a", "c/2", last), EntryOf(2, "a", "c/3", last)});
  const Feed feed(redis_.address(), {"courses", "progression"}, kPartitions);
  const FeedPage page = feed.Read(last, {}, {}, 10, milliseconds(0));
  EXPECT_THAT(page.sources, ElementsAre("courses.2", "courses.2"));
  EXPECT_THAT(page.next, ElementsAre(Pair("courses.2", 2), Pair("progression.2", 0)));
  EXPECT_EQ(page.next, feed.Ends(last));
  EXPECT_EQ(feed.Read("*", {}, {}, 10, milliseconds(0)).events.size(), 3u);
  EXPECT_EQ(feed.Ends("*").size(), 6u);
  EXPECT_THAT(OnlyOf(feed.Ends("*"), 0), ElementsAre(Pair("courses", 1), Pair("progression", 0)));
  auto writer = OnceAwaited(redis_, [&] {
    streams_.Append(StreamName("progression", 2), std::vector{EntryOf(1, "a", "p/1", last)});
  });
  const FeedPage waited = feed.Read(last, {}, page.next, 10, std::chrono::hours(1));
  writer.join();
  EXPECT_THAT(waited.sources, ElementsAre("progression.2"));
}

}  // namespace
}  // namespace waymark::events
