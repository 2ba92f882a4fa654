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

TEST_F(BackwardFeedTest, DoesNotPassOverWhatNobodyGives) {
  Publish("courses", {EntryOf(1, "a", "c/1"), EntryOf(3, "a", "c/3")});
  EXPECT_THROW(Next(FromTheEnd(), 9), Error);
}

class TrimmedBackwardFeedTest : public BackwardFeedTest {
 protected:
  // The service gives so many at a time.
  void Trim(size_t page) {
    std::vector<StreamEntry> all;
    for (int64_t i = 1; i <= kAll; ++i) {
      all.push_back(EntryOf(i, "a", "c/" + std::to_string(i), i % 5 ? "asp" : "ou"));
    }
    Publish("courses", all);
    Publish("progression", {EntryOf(1, "a", "p/1"), EntryOf(2, "a", "p/2")});
    RedisStreams(redis_.address()).LetGo(StreamName("courses"), 2'000);
    own_ = std::make_shared<OwnEvents>(all, page);
    whole_ = std::make_unique<Feed>(redis_.address(), std::vector<std::string>{"courses", "progression"}, 1,
                                    Publishers{{"courses", own_}});
  }
  // All of them, from one feed or from a new one for each page.
  std::vector<std::string> ReadAll(size_t page_size, bool anew) const {
    std::vector<std::string> names;
    FeedCursor from = whole_->Ends("asp");
    auto feed = std::make_unique<BackwardFeed>(*whole_, "asp", std::vector<std::string>(), from);
    for (bool at_end = false; !at_end;) {
      const FeedPage page = Next(*feed, page_size);
      for (const auto& name : Aggregates(page)) names.push_back(name);
      at_end = page.at_end;
      if (anew) feed = std::make_unique<BackwardFeed>(*whole_, "asp", std::vector<std::string>(), page.next);
    }
    return names;
  }
  static std::vector<std::string> Expected() {
    std::vector<std::string> names;
    for (int64_t i = kAll; i > 0; --i) {
      if (i % 5) names.push_back("c/" + std::to_string(i));
      if (i <= 2) names.push_back("p/" + std::to_string(i));
    }
    return names;
  }

  static constexpr int64_t kAll = 2'600;
  std::shared_ptr<OwnEvents> own_;
  std::unique_ptr<Feed> whole_;
};

TEST_F(TrimmedBackwardFeedTest, GivesWhatRedisDoesNotKeep) {
  Trim(2'000);
  EXPECT_EQ(ReadAll(300, false), Expected());
  EXPECT_EQ(ReadAll(300, true), Expected());
}

// As where events are large.
TEST_F(TrimmedBackwardFeedTest, AsksForFewerWhereAPageDoesNotReachSoFar) {
  Trim(3);
  EXPECT_EQ(ReadAll(1'000, false), Expected());
  EXPECT_LT(own_->calls, 2 * kAll);
  EXPECT_EQ(ReadAll(1'000, true), Expected());
}

TEST_F(TrimmedBackwardFeedTest, IsUnavailableWhileNobodyGivesWhatRedisLacks) {
  Trim(2'000);
  own_->down = true;
  BackwardFeed feed(*whole_, "asp", {}, {{"courses", 50}, {"progression", 2}});
  EXPECT_THROW(Next(feed, 9), Error);
  own_->down = false;
  EXPECT_THAT(Aggregates(Next(feed, 2)), ElementsAre("c/49", "c/48"));
}

}  // namespace
}  // namespace waymark::events
