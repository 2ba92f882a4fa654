#include "services/common/events/redis.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "services/common/events/event_test_support.h"
#include "services/common/status/error.h"
#include "services/common/testing/postgres.h"
#include "services/common/testing/process.h"

namespace waymark::events {
namespace {

using std::chrono::milliseconds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::string kStream = StreamName("courses");

std::vector<StreamEntry> Numbered(int64_t first, int64_t last) {
  std::vector<StreamEntry> entries;
  for (int64_t i = first; i <= last; ++i) entries.push_back({i, "event " + std::to_string(i)});
  return entries;
}

TEST(RedisStreams, AppendsAndReadsAnyBytes) {
  const testing::TestRedis server;
  RedisStreams redis(server.address());
  const std::string bytes("\0\r\n$5\xff%s", 8);
  EXPECT_EQ(redis.Append(kStream, std::vector<StreamEntry>{{1, bytes}}).length, 1);
  const auto read = redis.Range(kStream, 1, 1);
  ASSERT_EQ(read.size(), 1u);
  EXPECT_EQ(read[0].sequence, 1);
  EXPECT_EQ(read[0].event, bytes);
}

TEST(RedisStreams, RefusesWhatIsThereAndTakesTheRest) {
  const testing::TestRedis server;
  RedisStreams redis(server.address());
  EXPECT_THAT(redis.Append(kStream, Numbered(1, 3)).refused, IsEmpty());
  const Appended again = redis.Append(kStream, Numbered(2, 5));
  EXPECT_THAT(again.refused, ElementsAre(0, 1));
  EXPECT_EQ(again.length, 5);
}

TEST(RedisStreams, SaysWhyNothingIsAppendedAndHowFullItIs) {
  const testing::TestRedis server;
  RedisStreams redis(server.address());
  server.LimitMemory(1000);
  std::string reason;
  try {
    redis.Append(kStream, Numbered(1, 3));
  } catch (const Error& error) {
    reason = error.metadata().at("redis");
  }
  EXPECT_EQ(redis.MemoryOfServer().most, 1000);
  EXPECT_GT(redis.MemoryOfServer().used, 1000);
  server.LimitMemory(0);
  EXPECT_EQ(reason, "OOM");
  EXPECT_EQ(redis.MemoryOfServer().most, 0);
  EXPECT_EQ(redis.Append(kStream, Numbered(1, 3)).length, 3);
}

TEST(RedisStreams, TellsFirstLastAndLengthAndNothingOfNoStream) {
  const testing::TestRedis server;
  RedisStreams redis(server.address());
  EXPECT_EQ(redis.Info(kStream).last, 0);
  redis.Append(kStream, Numbered(7, 9));
  const StreamInfo info = redis.Info(kStream);
  EXPECT_EQ(info.first, 7);
  EXPECT_EQ(info.last, 9);
  EXPECT_EQ(info.length, 3);
  redis.Delete(kStream);
  EXPECT_EQ(redis.Info(kStream).length, 0);
}

TEST(RedisStreams, ReadsSeveralStreamsEachFromItsPosition) {
  const testing::TestRedis server;
  RedisStreams redis(server.address());
  redis.Append("a", Numbered(1, 3));
  redis.Append("b", Numbered(1, 2));
  const auto read = redis.Read({{"a", 1}, {"b", 2}, {"c", 0}}, 10, milliseconds(0));
  ASSERT_EQ(read.size(), 1u);
  ASSERT_EQ(read.at("a").size(), 2u);
  EXPECT_EQ(read.at("a")[0].sequence, 2);
}

TEST(RedisStreams, WaitsForAnEntryOfAnyOfSeveral) {
  const testing::TestRedis server;
  RedisStreams redis(server.address());
  auto writer = OnceAwaited(server, [&] { RedisStreams(server.address()).Append("b", Numbered(1, 2)); });
  const auto read = redis.Read({{"a", 0}, {"b", 0}, {"c", 0}}, 10, std::chrono::hours(1));
  writer.join();
  ASSERT_EQ(read.size(), 1u);
  EXPECT_EQ(read.at("b").size(), 2u);
  EXPECT_THAT(redis.Read({{"a", 0}, {"b", 2}}, 10, milliseconds(50)), IsEmpty());
}

// As it was noted before there were partitions.
TEST(RedisStreams, KeepsWhatWasNotedOfAStreamUnderTheNameBefore) {
  const testing::TestRedis server;
  RedisStreams redis(server.address());
  redis.Append(kStream, Numbered(1, 9));
  ASSERT_EQ(testing::Process({"redis-cli", "-s", server.address().substr(5), "SET", kStream + ".taken", "7"},
                             "/dev/null")
                .Wait(),
            0);
  EXPECT_EQ(redis.Info(kStream).taken, 7);
  EXPECT_EQ(redis.Append(kStream, Numbered(10, 10)).taken, 7);
  redis.ForgetTrim(kStream);
  EXPECT_EQ(redis.Info(kStream).taken, 0);
}

TEST(RedisStreams, WaitsForAnEntry) {
  const testing::TestRedis server;
  RedisStreams redis(server.address());
  auto writer = OnceAwaited(server, [&] { RedisStreams(server.address()).Append(kStream, Numbered(1, 1)); });
  EXPECT_EQ(redis.Read({{kStream, 0}}, 10, std::chrono::hours(1)).size(), 1u);
  writer.join();
  EXPECT_THAT(redis.Read({{kStream, 1}}, 10, milliseconds(50)), IsEmpty());
}

TEST(RedisStreams, IsUnavailableWhereThereIsNoServer) {
  for (const char* address : {"unix:/nowhere/redis.sock", "127.0.0.1:1"}) {
    RedisStreams redis(address);
    try {
      redis.Info(kStream);
      FAIL() << address;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), Code::kUnavailable);
    }
  }
}

TEST(RedisStreams, ConnectsAnewAfterAFailure) {
  const testing::TestRedis server;
  RedisStreams redis(server.address());
  redis.Append(kStream, Numbered(1, 1));
  // A stream with an id of another make is a failure, and the next call works.
  redis.Append("other", std::vector<StreamEntry>{{5, "x"}});
  EXPECT_THROW(redis.Read({{"other", -1}}, 1, milliseconds(0)), Error);
  EXPECT_EQ(redis.Info(kStream).length, 1);
  // So is an entry that is none of ours, before the answer about another stream.
  ASSERT_EQ(testing::Process({"redis-cli", "-s", server.address().substr(5), "XADD", "a", "1-1", "what", "x"},
                             "/dev/null")
                .Wait(),
            0);
  EXPECT_THROW(redis.Read({{"a", 0}, {kStream, 0}}, 1, milliseconds(0)), Error);
  EXPECT_EQ(redis.Info(kStream).length, 1);
}

}  // namespace
}  // namespace waymark::events
