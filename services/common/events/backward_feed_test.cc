#include "services/common/events/backward_feed.h"

#include <gmock/gmock.h>

#include "services/common/events/event_test_support.h"
#include "services/common/status/error.h"
#include "services/common/testing/postgres.h"

namespace waymark::events {
namespace {

using std::chrono::steady_clock;
using ::testing::ElementsAre;
using ::testing::Pair;

class BackwardFeedTest : public ::testing::Test {
 protected:
  void Publish(const std::string& service, const std::vector<StreamEntry>& entries) {
    AppendAll(redis_.address(), service, entries);
  }
  BackwardFeed FromTheEnd(std::vector<std::string> types = {}) const {
    return {feed_, "asp", std::move(types), feed_.Ends("asp")};
  }
  static FeedPage Next(BackwardFeed&& feed, size_t limit) { return Next(feed, limit); }
  static FeedPage Next(BackwardFeed& feed, size_t limit) {
    return feed.Next(limit, steady_clock::now() + std::chrono::minutes(1));
  }

  testing::TestRedis redis_;
  const Feed feed_{redis_.address(), {"courses", "progression"}};
};

TEST_F(BackwardFeedTest, GivesWhatIsAskedForTheNewestFirst) {
  Publish("courses", {EntryOf(1, "career.a", "c/1"), EntryOf(2, "other", "c/2"),
                      EntryOf(3, "career.a", "c/3", "ou"), EntryOf(4, std::string(kReadType), "")});
  Publish("progression", {EntryOf(1, "career.b", "p/1"), EntryOf(2, "career.b", "p/2")});
  const FeedPage page = Next(FromTheEnd({"career.*"}), 10);
  EXPECT_THAT(Aggregates(page), ElementsAre("p/2", "c/1", "p/1"));
  EXPECT_THAT(page.sources, ElementsAre("progression", "courses", "progression"));
  EXPECT_TRUE(page.at_end);
}

TEST_F(BackwardFeedTest, GoesOnWhereAPageEndedWhateverIsRecordedMeanwhile) {
  Publish("courses", {EntryOf(1, "a", "c/1"), EntryOf(2, "a", "c/2"), EntryOf(3, "a", "c/3")});
  BackwardFeed feed = FromTheEnd();
  const FeedPage page = Next(feed, 1);
  EXPECT_THAT(Aggregates(page), ElementsAre("c/3"));
  EXPECT_THAT(page.next, ElementsAre(Pair("courses", 2), Pair("progression", 0)));
  EXPECT_FALSE(page.at_end);
  Publish("courses", {EntryOf(4, "a", "c/4")});
  EXPECT_THAT(Aggregates(Next(BackwardFeed(feed_, "asp", {}, page.next), 9)), ElementsAre("c/2", "c/1"));
  EXPECT_THAT(Aggregates(Next(feed, 1)), ElementsAre("c/2"));
}

TEST_F(BackwardFeedTest, StopsWhenItTakesTooLong) {
  Publish("courses", {EntryOf(1, "a", "c/1")});
  BackwardFeed feed = FromTheEnd();
  const FeedPage page = feed.Next(1, steady_clock::now() - std::chrono::seconds(1));
  EXPECT_TRUE(page.events.empty());
  EXPECT_FALSE(page.at_end);
  EXPECT_EQ(page.next.at("courses"), 1);
}

TEST_F(BackwardFeedTest, EndsWhereOlderOnesAreNotKept) {
  Publish("courses", {EntryOf(7, "a", "c/7"), EntryOf(8, "a", "c/8")});
  const FeedPage page = Next(FromTheEnd(), 9);
  EXPECT_THAT(Aggregates(page), ElementsAre("c/8", "c/7"));
  EXPECT_TRUE(page.at_end);
}

TEST_F(BackwardFeedTest, DoesNotPassOverAGap) {
  Publish("courses", {EntryOf(1, "a", "c/1"), EntryOf(3, "a", "c/3")});
  EXPECT_THROW(Next(FromTheEnd(), 9), Error);
}

}  // namespace
}  // namespace waymark::events
