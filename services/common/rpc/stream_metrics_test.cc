#include "services/common/rpc/stream_metrics.h"

#include <gmock/gmock.h>
#include <prometheus/text_serializer.h>

#include <optional>

#include "services/common/events/event_test_support.h"
#include "services/common/events/relay.h"
#include "services/common/rpc/metrics.h"
#include "services/common/testing/postgres.h"

namespace waymark::rpc {
namespace {

using events::EntryOf;
using events::Eventually;

std::string Shown() { return prometheus::TextSerializer().Serialize(MetricsRegistry()->Collect()); }

bool Shows(const std::string& line) {
  return Eventually([&] { return Shown().find(line + "\n") != std::string::npos; });
}

// Cannot apply anything.
class Poisoned final : public events::EventHandler {
 public:
  void Apply(db::Transaction&, std::string_view, std::span<const waymark::events::v1::Event>) override {
    throw std::runtime_error("cannot apply this");
  }
  bool Wants(const waymark::events::v1::Event& event) const override { return event.type() == "poison"; }
};

class StreamMetricsTest : public ::testing::Test {
 protected:
  events::ConsumerOptions Stream(bool audit = false) const {
    return {.name = audit ? "audit" : "evaluation",
            .producer = "courses",
            .database = database_.app(),
            .redis = redis_.address(),
            .audit = audit};
  }
  StreamMetrics::Options Options() const {
    return {.service = "courses",
            .database = database_.app(),
            .redis = redis_.address(),
            .consumers = {Stream(), Stream(/*audit=*/true)},
            .every = std::chrono::milliseconds(20)};
  }
  void Publish(const std::vector<events::StreamEntry>& entries) {
    events::AppendAll(redis_.address(), "courses", entries);
  }

  testing::TestDatabase database_;
  testing::TestRedis redis_;
  db::Connection owner_{database_.admin()};
};

TEST_F(StreamMetricsTest, TellWhatWaitsToBePublishedAndSinceWhen) {
  events::Record(database_.app(), "courses/1", 1, 7);
  owner_.Execute("UPDATE change SET recorded_at = now() - interval '90 seconds'");
  const StreamMetrics metrics(Options());
  EXPECT_TRUE(Shows(R"(waymark_unpublished_changes{partition="0",service="courses"} 7)"));
  EXPECT_THAT(
      Shown(),
      ::testing::ContainsRegex(
          R"(waymark_oldest_unpublished_change_seconds\{partition="0",service="courses"\} (9|[1-9][0-9])[0-9])"));
  const events::Relay relay({"courses", database_.app(), redis_.address()});
  EXPECT_TRUE(Shows(R"(waymark_unpublished_changes{partition="0",service="courses"} 0)"));
  EXPECT_TRUE(Shows(R"(waymark_oldest_unpublished_change_seconds{partition="0",service="courses"} 0)"));
}

TEST_F(StreamMetricsTest, CountWhatIsNumberedWhileRedisDoesNotTakeIt) {
  events::Record(database_.app(), "courses/1", 1, 7);
  const events::Relay relay({"courses", database_.app(), "unix:/nowhere"});
  ASSERT_TRUE(
      Eventually([&] { return owner_.Execute("SELECT last_seq FROM publication")[0].Int("last_seq") == 7; }));
  owner_.Execute("UPDATE change SET recorded_at = now() - interval '90 seconds'");
  const StreamMetrics metrics(Options());
  EXPECT_TRUE(Shows(R"(waymark_unpublished_changes{partition="0",service="courses"} 7)"));
  EXPECT_FALSE(Shown().find(R"(oldest_unpublished_change_seconds{partition="0",service="courses"} 0)") !=
               std::string::npos);
}

TEST_F(StreamMetricsTest, TellHowFullRedisIs) {
  const StreamMetrics metrics(Options());
  EXPECT_TRUE(Shows("waymark_redis_max_memory_bytes 0"));
  EXPECT_THAT(Shown(), ::testing::ContainsRegex("waymark_redis_used_memory_bytes [1-9]"));
}

TEST_F(StreamMetricsTest, TellOfEachConsumerHowFarBehindItIsAndWhatItHasParked) {
  Publish({EntryOf(1, "poison", "x/1"), EntryOf(2, "poison", "x/1"), EntryOf(3, "fine", "x/2")});
  const StreamMetrics metrics(Options());
  EXPECT_TRUE(
      Shows(R"(waymark_consumer_lag_events{consumer="evaluation",partition="0",producer="courses"} 3)"));
  EXPECT_TRUE(Shows(R"(waymark_parked_events{consumer="evaluation",partition="0",producer="courses"} 0)"));
  const events::Consumer consumer(Stream(), std::make_unique<Poisoned>());
  EXPECT_TRUE(Shows(R"(waymark_parked_events{consumer="evaluation",partition="0",producer="courses"} 2)"));
  EXPECT_TRUE(
      Shows(R"(waymark_consumer_lag_events{consumer="evaluation",partition="0",producer="courses"} 0)"));
  EXPECT_TRUE(Shows(R"(waymark_parked_events{consumer="audit",partition="0",producer="courses"} 0)"));
}

TEST_F(StreamMetricsTest, CountAGapOnceHoweverOftenItIsMet) {
  auto stream = Stream();
  stream.producer = "progression";
  stream.on_gap = GapCounter(stream);
  events::AppendAll(redis_.address(), "progression", {EntryOf(1, "fine", "x/1"), EntryOf(3, "fine", "x/1")});
  const events::Consumer consumer(stream, std::make_unique<Poisoned>());
  const std::string line =
      R"(waymark_stream_gaps_total{consumer="evaluation",partition="0",producer="progression"} 1)";
  EXPECT_TRUE(Shows(line));
  ASSERT_TRUE(events::EventuallyRunAgain(redis_, "xread", 3));
  EXPECT_THAT(Shown(), ::testing::HasSubstr(line));
}

TEST_F(StreamMetricsTest, CountHowOftenStreamsAreFilledAgain) {
  events::Record(database_.app(), "courses/1", 1, 7);
  std::optional<events::Relay> relay;
  relay.emplace(events::RelayOptions{"courses", database_.app(), redis_.address()});
  events::RedisStreams streams(redis_.address());
  // It has noted, too, that they are there: else they would be published again by the next.
  ASSERT_TRUE(Eventually(
      [&] { return owner_.Execute("SELECT published_seq FROM publication")[0].Int("published_seq") == 7; }));
  relay.reset();
  streams.Delete(events::StreamName("courses"));
  relay.emplace(
      events::RelayOptions{"courses", database_.app(), redis_.address(), 0, RefillCounter("courses", 0)});
  EXPECT_TRUE(Shows(R"(waymark_stream_refills_total{partition="0",service="courses"} 1)"));
}

}  // namespace
}  // namespace waymark::rpc
