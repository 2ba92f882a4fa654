#include "services/common/events/feed.h"

#include <gmock/gmock.h>

#include "services/common/events/event_test_support.h"
#include "services/common/testing/postgres.h"

namespace waymark::events {
namespace {

using std::chrono::milliseconds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

class FeedTest : public ::testing::Test {
 protected:
  void Publish(const std::string& service, const std::vector<StreamEntry>& entries) {
    AppendAll(redis_.address(), service, entries);
  }

  testing::TestRedis redis_;
  const Feed feed_{redis_.address(), {"courses", "progression"}};
};

TEST_F(FeedTest, DeliversTheOrganizationsEventsOfTheTypesAskedFor) {
  Publish("courses", {EntryOf(1, "participant.graduated", "e/1"), EntryOf(2, "course.changed", "c/1"),
                      EntryOf(3, "participant.graduated", "e/2", "ou"), EntryOf(4, "career.other", "e/3")});
  const std::vector<std::string> types = {"participant.graduated", "career.*"};
  const FeedPage page = feed_.Read("asp", types, {}, 10, milliseconds(0));
  EXPECT_THAT(Aggregates(page), ElementsAre("e/1", "e/3"));
  EXPECT_TRUE(page.at_end);
  EXPECT_THAT(page.next, ElementsAre(Pair("courses", 4), Pair("progression", 0)));
}

TEST_F(FeedTest, DeliversThoseOfAllOrganizationsAndTellsWhose) {
  Publish("courses", {EntryOf(1, "a", "c/1"), EntryOf(2, std::string(kReadType), "")});
  Publish("progression", {EntryOf(1, "a", "p/1", "ou")});
  const FeedPage page = feed_.Read("*", {}, {}, 10, milliseconds(0));
  EXPECT_THAT(Aggregates(page), ElementsAre("c/1", "p/1"));
  EXPECT_THAT(page.sources, ElementsAre("courses", "progression"));
}

TEST_F(FeedTest, PassesOverReadings) {
  Publish("courses", {EntryOf(1, std::string(kReadType), ""), EntryOf(2, "course.changed", "c/1"),
                      EntryOf(3, std::string(kReadType), "")});
  const FeedPage page = feed_.Read("asp", {}, {}, 10, milliseconds(0));
  EXPECT_THAT(Aggregates(page), ElementsAre("c/1"));
  EXPECT_THAT(page.next, ElementsAre(Pair("courses", 3), Pair("progression", 0)));
}

TEST_F(FeedTest, ResumesAfterEachPageWithoutLossOrRepetition) {
  std::vector<StreamEntry> courses, progression;
  for (int64_t i = 1; i <= 2'500; ++i) {
    courses.push_back(EntryOf(i, "a", "c/" + std::to_string(i), i % 2 == 0 ? "asp" : "ou"));
    progression.push_back(EntryOf(i, "a", "p/" + std::to_string(i)));
  }
  Publish("courses", courses);
  Publish("progression", progression);
  std::vector<std::string> of_courses, of_progression;
  FeedCursor cursor;
  for (bool at_end = false; !at_end;) {
    const FeedPage page = feed_.Read("asp", {}, cursor, 333, milliseconds(0));
    ASSERT_LE(page.events.size(), 333u);
    for (const auto& name : Aggregates(page)) (name[0] == 'c' ? of_courses : of_progression).push_back(name);
    cursor = page.next;
    at_end = page.at_end;
  }
  ASSERT_EQ(of_courses.size(), 1'250u);
  ASSERT_EQ(of_progression.size(), 2'500u);
  for (size_t i = 0; i < of_courses.size(); ++i) ASSERT_EQ(of_courses[i], "c/" + std::to_string(2 * i + 2));
  for (size_t i = 0; i < of_progression.size(); ++i)
    ASSERT_EQ(of_progression[i], "p/" + std::to_string(i + 1));
  EXPECT_EQ(cursor, feed_.Ends("*"));
}

TEST_F(FeedTest, MergesServicesByTheTimeOfRecording) {
  Publish("courses", {EntryOf(1, "a", "c/1"), EntryOf(2, "a", "c/2")});
  Publish("progression", {EntryOf(1, "a", "p/1"), EntryOf(2, "a", "p/2")});
  EXPECT_THAT(Aggregates(feed_.Read("asp", {}, {}, 10, milliseconds(0))),
              ElementsAre("c/1", "p/1", "c/2", "p/2"));
}

TEST_F(FeedTest, EndsBeforeTheFirstEventThatIsBehindWhereItIsToEnd) {
  Publish("courses", {EntryOf(1, "a", "c/1"), EntryOf(2, "a", "c/2", "ou"), EntryOf(3, "a", "c/3")});
  Publish("progression", {EntryOf(1, "a", "p/1"), EntryOf(2, "a", "p/2"), EntryOf(3, "a", "p/3")});
  const FeedCursor up_to = {{"courses", 1}, {"progression", 9}};
  FeedPage page = feed_.Read("asp", {}, {}, 10, milliseconds(0), &up_to);
  EXPECT_THAT(Aggregates(page), ElementsAre("c/1", "p/1"));
  EXPECT_TRUE(page.at_end);
  page = feed_.Read("asp", {}, page.next, 10, milliseconds(0));
  EXPECT_THAT(Aggregates(page), ElementsAre("p/2", "c/3", "p/3"));
}

TEST_F(FeedTest, WaitsForAnEventOfItsOwn) {
  const auto reads = [&] { return redis_.Told("cmdstat_xread:calls="); };
  auto writer = OnceAwaited(redis_, [&] {
    const int64_t before = reads();
    Publish("progression", {EntryOf(1, "a", "p/1", "ou")});
    EXPECT_TRUE(Eventually([&] { return reads() > before; }));
    OnceAwaited(redis_, [&] { Publish("progression", {EntryOf(2, "a", "p/2")}); }).join();
  });
  // To the end of this wait no test lasts.
  const FeedPage page = feed_.Read("asp", {}, {}, 10, std::chrono::hours(1));
  writer.join();
  EXPECT_THAT(Aggregates(page), ElementsAre("p/2"));
}

TEST_F(FeedTest, IsEmptyWhenTheWaitIsOver) {
  const FeedPage page = feed_.Read("asp", {}, {{"courses", 7}}, 10, milliseconds(50));
  EXPECT_THAT(page.events, IsEmpty());
  EXPECT_TRUE(page.at_end);
  EXPECT_EQ(page.next.at("courses"), 7);
}

TEST_F(FeedTest, DoesNotPassAGap) {
  Publish("courses", {EntryOf(1, "a", "c/1"), EntryOf(3, "a", "c/3")});
  FeedPage page = feed_.Read("asp", {}, {}, 10, milliseconds(0));
  EXPECT_THAT(Aggregates(page), ElementsAre("c/1"));
  page = feed_.Read("asp", {}, page.next, 10, milliseconds(60));
  EXPECT_THAT(page.events, IsEmpty());
  EXPECT_EQ(page.next.at("courses"), 1);
}

class TrimmedFeedTest : public FeedTest {
 protected:
  TrimmedFeedTest() {
    std::vector<StreamEntry> all;
    for (int64_t i = 1; i <= kAll; ++i) all.push_back(EntryOf(i, "a", NameOf(i), i % 5 ? "asp" : "ou"));
    own_->entries = all;
    Publish("courses", all);
    Publish("progression", {EntryOf(1, "a", "p/1"), EntryOf(2, "a", "p/2")});
    RedisStreams(redis_.address()).LetGo(StreamName("courses"), 2'000);
  }
  static std::string NameOf(int64_t i) { return "c/" + std::to_string(i); }

  static constexpr int64_t kAll = 2'600;
  const std::shared_ptr<OwnEvents> own_ = std::make_shared<OwnEvents>(std::vector<StreamEntry>(), 700);
  const Feed whole_{redis_.address(), {"courses", "progression"}, 1, {{"courses", own_}}};
};

TEST_F(TrimmedFeedTest, GivesWhatRedisDoesNotKeep) {
  std::vector<std::string> names, expected;
  for (int64_t i = 1; i <= kAll; ++i) {
    if (i % 5) expected.push_back(NameOf(i));
    if (i <= 2) expected.push_back("p/" + std::to_string(i));
  }
  FeedCursor cursor;
  for (bool at_end = false; !at_end;) {
    const FeedPage page = whole_.Read("asp", {}, cursor, 900, milliseconds(0));
    for (const auto& name : Aggregates(page)) names.push_back(name);
    cursor = page.next;
    at_end = page.at_end;
  }
  EXPECT_EQ(names, expected);
  EXPECT_EQ(cursor, whole_.Ends("*"));
}

TEST_F(TrimmedFeedTest, AsksNobodyForWhatRedisHas) {
  const FeedPage page = whole_.Read("asp", {}, {{"courses", 2'500}}, 10, milliseconds(0));
  EXPECT_THAT(Aggregates(page), ::testing::Contains("c/2501"));
  EXPECT_EQ(own_->calls, 0);
}

TEST_F(TrimmedFeedTest, EndsForNowWhileNobodyGivesWhatRedisLacks) {
  own_->down = true;
  FeedPage page = whole_.Read("asp", {}, {}, 10, milliseconds(60));
  EXPECT_THAT(Aggregates(page), ElementsAre("p/1", "p/2"));
  EXPECT_TRUE(page.at_end);
  EXPECT_EQ(page.next.at("courses"), 0);
  own_->down = false;
  page = whole_.Read("asp", {}, page.next, 3, milliseconds(0));
  EXPECT_THAT(Aggregates(page), ElementsAre("c/1", "c/2", "c/3"));
}

// As while it is filled again, and what is new has come already.
TEST_F(TrimmedFeedTest, GoesOnOverAGapInTheMiddle) {
  RedisStreams(redis_.address()).Delete(StreamName("courses"));
  Publish("courses", {own_->entries[0], own_->entries[1], own_->entries.back()});
  const FeedCursor up_to = {{"courses", 4}, {"progression", 0}};
  EXPECT_THAT(Aggregates(whole_.Read("asp", {}, {{"progression", 2}}, 10, milliseconds(0), &up_to)),
              ElementsAre("c/1", "c/2", "c/3", "c/4"));
}

}  // namespace
}  // namespace waymark::events
