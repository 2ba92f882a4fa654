// What the relay does with streams that Redis has lost or keeps in part.
#include <optional>

#include "services/common/events/relay_test_support.h"

namespace waymark::events {
namespace {

TEST_F(RelayTest, FillsAFlushedStreamAgainWithoutNewChanges) {
  const Relay relay(Options());
  Record(database_.app(), "courses/1", 1, 2'500);
  ASSERT_TRUE(Eventually([&] { return AllPublished(2'500); }));
  streams_.Delete(kStream);
  ASSERT_TRUE(Eventually([&] { return streams_.Info(kStream).last == 2'500; }));
  ExpectStreamsEqualOutbox();
}

TEST_F(RelayTest, LeavesATrimmedStreamAsItIsUntilItIsAskedToFillItAgain) {
  {
    const Relay relay(Options());
    Record(database_.app(), "courses/1", 1, 1'000);
    ASSERT_TRUE(Eventually([&] { return AllPublished(1'000); }));
  }
  streams_.Trim(kAuditStream, 900);
  const int64_t left = streams_.Info(kAuditStream).length;
  ASSERT_LT(left, 300);
  const Relay relay(Options());
  Record(database_.app(), "courses/2", 1, 1);
  ASSERT_TRUE(Eventually([&] { return AllPublished(1'001); }));
  EXPECT_EQ(streams_.Info(kAuditStream).length, left + 1);
  streams_.ForgetTrim(kAuditStream);
  EXPECT_TRUE(Eventually([&] { return streams_.Info(kAuditStream).length == 1'001; }));
  ExpectStreamsEqualOutbox();
}

TEST_F(RelayTest, FillsAFlushedAuditStreamAgainOfItself) {
  const Relay relay(Options());
  Record(database_.app(), "courses/1", 1, 100);
  ASSERT_TRUE(Eventually([&] { return AllPublished(100); }));
  streams_.Delete(kAuditStream);
  ASSERT_TRUE(Eventually([&] { return streams_.Info(kAuditStream).last == 100; }));
  ExpectStreamsEqualOutbox();
}

// What its reader has is not lost with Redis.
TEST_F(RelayTest, FillsALostAuditStreamFromWhereItsReaderIs) {
  const Relay relay(Options());
  Record(database_.app(), "courses/1", 1, 1'000);
  ASSERT_TRUE(Eventually([&] { return AllPublished(1'000); }));
  streams_.Trim(kAuditStream, 900);
  ASSERT_TRUE(Eventually([&] { return Count("audit_taken", "publication") == 900; }));
  const testing::TestRedis flushed;
  Record(database_.app(), "courses/2", 1, 50);
  ASSERT_TRUE(Eventually(
      [&] { return streams_.Info(kStream).length == 1'050 && streams_.Info(kAuditStream).length == 150; }));
  EXPECT_EQ(streams_.Info(kAuditStream).first, 901);
  EXPECT_EQ(streams_.Info(kAuditStream).taken, 900);
  ExpectStreamEqualsOutbox(kStream);
  // Until the reader says that it needs more.
  streams_.ForgetTrim(kAuditStream);
  EXPECT_TRUE(Eventually([&] { return streams_.Info(kAuditStream).length == 1'050; }));
  EXPECT_TRUE(Eventually([&] { return Count("audit_taken", "publication") == 0; }));
  ExpectStreamEqualsOutbox(kAuditStream);
}

// Blocks of a hundred entries go, as Redis keeps them.
TEST_F(RelayTest, KeepsTheLastEventsInRedis) {
  const Relay relay(Keeping(1'000));
  for (int i = 0; i < 5; ++i) {
    Record(database_.app(), "courses/1", 1 + i * 900, 900);
    ASSERT_TRUE(Eventually([&] { return AllPublished((i + 1) * 900); }));
  }
  ASSERT_TRUE(Eventually([&] { return streams_.Info(kStream).length <= 1'200; }));
  ExpectStreamHasTheLast(1'000, 4'500);
  EXPECT_EQ(streams_.Info(kStream).taken, 3'500);
  ExpectStreamEqualsOutbox(kAuditStream);
  EXPECT_EQ(refills_, 0);
}

TEST_F(RelayTest, FillsALostStreamWithTheLastEventsOnly) {
  std::optional<Relay> relay;
  relay.emplace(Keeping(1'000));
  Record(database_.app(), "courses/1", 1, 2'500);
  ASSERT_TRUE(Eventually([&] { return AllPublished(2'500); }));
  const testing::TestRedis flushed;
  ASSERT_TRUE(Eventually([&] { return streams_.Info(kStream).last == 2'500; }));
  EXPECT_EQ(streams_.Info(kStream).first, 1'501);
  // Another look at the stream finds nothing wrong with it.
  relay.reset();
  relay.emplace(Keeping(1'000));
  Record(database_.app(), "courses/2", 1, 50);
  ASSERT_TRUE(Eventually([&] { return AllPublished(2'550); }));
  EXPECT_EQ(streams_.Info(kStream).first, 1'501);
  ExpectStreamHasTheLast(1'000, 2'550);
}

// As one that is restored from long ago.
TEST_F(RelayTest, BeginsAnewWhereAStreamEndsBeforeWhatIsKept) {
  Record(database_.app(), "courses/1", 1, 5'000);
  std::optional<Relay> relay;
  relay.emplace(Options());
  ASSERT_TRUE(Eventually([&] { return AllPublished(5'000); }));
  relay.reset();
  auto earlier = Stream();
  earlier.resize(600);
  streams_.Delete(kStream);
  streams_.Append(kStream, earlier);
  relay.emplace(Keeping(1'000));
  ASSERT_TRUE(Eventually([&] { return streams_.Info(kStream).last == 5'000; }));
  EXPECT_EQ(streams_.Info(kStream).first, 4'001);
  ExpectStreamHasTheLast(1'000, 5'000);
}

TEST_F(RelayTest, FillsNothingAgainBecauseMoreIsToBeKept) {
  std::optional<Relay> relay;
  relay.emplace(Keeping(500));
  Record(database_.app(), "courses/1", 1, 2'500);
  ASSERT_TRUE(Eventually([&] { return AllPublished(2'500) && streams_.Info(kStream).length < 700; }));
  const int64_t first = streams_.Info(kStream).first;
  relay.reset();
  for (int i = 0; i < 2; ++i) {
    relay.emplace(Keeping(2'000));
    Record(database_.app(), "courses/2", 1 + i * 600, 600);
    ASSERT_TRUE(Eventually([&] { return AllPublished(2'500 + (i + 1) * 600); }));
    relay.reset();
  }
  EXPECT_EQ(streams_.Info(kStream).first, first);
  EXPECT_EQ(refills_, 0);
  ExpectStreamHasTheLast(1'700, 3'700);
  // And less: what is beyond that goes.
  relay.emplace(Keeping(500));
  ASSERT_TRUE(Eventually([&] { return streams_.Info(kStream).length < 700; }));
  ExpectStreamHasTheLast(500, 3'700);
}

// As after an upgrade from a version that never let anything go.
TEST_F(RelayTest, MakesRoomInAFullRedis) {
  std::optional<Relay> relay;
  relay.emplace(Options());
  Record(database_.app(), "courses/1", 1, 3'000);
  ASSERT_TRUE(Eventually([&] { return AllPublished(3'000); }));
  relay.reset();
  redis_.LimitMemory(streams_.MemoryOfServer().used - 100'000);
  relay.emplace(Keeping(500));
  Record(database_.app(), "courses/2", 1, 10);
  const bool published = Eventually([&] { return AllPublished(3'010); });
  redis_.LimitMemory(0);
  EXPECT_TRUE(published);
  ExpectStreamHasTheLast(500, 3'010);
}

TEST_F(RelayTest, GoesOnNumberingWhileAStreamIsFilledAgain) {
  const Relay relay(Options());
  Record(database_.app(), "courses/1", 1, 9'500);
  ASSERT_TRUE(Eventually([&] { return AllPublished(9'500); }));
  streams_.Delete(kStream);
  for (int i = 0; i < 20; ++i) {
    Record(database_.app(), "courses/2", 1 + i * 100, 100);
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  ASSERT_TRUE(Eventually([&] { return streams_.Info(kStream).length == 11'500; }));
  ASSERT_TRUE(Eventually([&] { return AllPublished(11'500); }));
  ExpectStreamsEqualOutbox();
}

TEST_F(RelayTest, FillsAFlushedStreamAgainWhenChangesFollowAtOnce) {
  const Relay relay(Options());
  Record(database_.app(), "courses/1", 1, 50);
  ASSERT_TRUE(Eventually([&] { return AllPublished(50); }));
  streams_.Delete(kStream);
  Record(database_.app(), "courses/1", 51, 50);
  ASSERT_TRUE(Eventually([&] { return streams_.Info(kStream).length == 100; }));
  ExpectStreamsEqualOutbox();
}

TEST_F(RelayTest, FillsUpARewoundStream) {
  Record(database_.app(), "courses/1", 1, 100);
  std::optional<Relay> relay;
  relay.emplace(Options());
  ASSERT_TRUE(Eventually([&] { return AllPublished(100); }));
  relay.reset();
  auto earlier = Stream();
  earlier.resize(40);
  streams_.Delete(kStream);
  streams_.Append(kStream, earlier);
  relay.emplace(Options());
  ASSERT_TRUE(Eventually([&] { return streams_.Info(kStream).last == 100; }));
  ExpectStreamsEqualOutbox();
}

TEST_F(RelayTest, ReplacesAStreamWithAGap) {
  Record(database_.app(), "courses/1", 1, 100);
  std::optional<Relay> relay;
  relay.emplace(Options());
  ASSERT_TRUE(Eventually([&] { return AllPublished(100); }));
  relay.reset();
  auto late = Stream();
  late.erase(late.begin() + 10, late.begin() + 20);
  streams_.Delete(kStream);
  streams_.Append(kStream, late);
  relay.emplace(Options());
  ASSERT_TRUE(Eventually([&] { return streams_.Info(kStream).length == 100; }));
  ExpectStreamsEqualOutbox();
}

TEST_F(RelayTest, StopsAtAStreamOfAnotherDatabase) {
  const auto foreign = EntryOf(1, "course.changed", "courses/9");
  AppendAll(redis_.address(), "courses", {foreign});
  Record(database_.app(), "courses/1", 1, 1);
  const Relay relay(Options());
  ASSERT_TRUE(EventuallyRunAgain(redis_, "xadd", 3));
  EXPECT_EQ(Count("published_seq", "publication"), 0);
  ASSERT_EQ(Stream().size(), 1);
  EXPECT_EQ(Stream()[0].event, foreign.event);
  // Somebody has found out which is right.
  streams_.Delete(kStream);
  ASSERT_TRUE(Eventually([&] { return AllPublished(1); }));
  ExpectStreamsEqualOutbox();
}

}  // namespace
}  // namespace waymark::events
