#include "gateway/server/rate_limit.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "services/common/testing/fake_clock.h"

namespace waymark::gateway {
namespace {

using namespace std::chrono_literals;

class RateLimitTest : public ::testing::Test {
 protected:
  // How many of `count` attempts are let in.
  int Taken(RateLimit& limit, const std::string& key, int count) {
    int taken = 0;
    for (int i = 0; i < count; ++i) taken += limit.Take(key) == 0ns;
    return taken;
  }

  testing::FakeClock clock_;
};

TEST_F(RateLimitTest, LetsABurstInAndNoMore) {
  RateLimit limit({.per_second = 10, .burst = 5}, clock_);
  EXPECT_EQ(Taken(limit, "a", 100), 5);
}

TEST_F(RateLimitTest, RefillsWithTimeUpToTheBurst) {
  RateLimit limit({.per_second = 10, .burst = 5}, clock_);
  Taken(limit, "a", 5);
  clock_.Advance(99ms);
  EXPECT_EQ(Taken(limit, "a", 100), 0);
  clock_.Advance(1ms);
  EXPECT_EQ(Taken(limit, "a", 100), 1);
  clock_.Advance(350ms);
  EXPECT_EQ(Taken(limit, "a", 100), 3);
  clock_.Advance(50ms);  // the half that was left
  EXPECT_EQ(Taken(limit, "a", 100), 1);
  clock_.Advance(1h);
  EXPECT_EQ(Taken(limit, "a", 100), 5);
}

TEST_F(RateLimitTest, SaysHowLongToWaitAndKeepsItsWord) {
  RateLimit limit({.per_second = 1, .burst = 2}, clock_);
  Taken(limit, "a", 2);
  clock_.Advance(400ms);
  EXPECT_EQ(limit.Wait("a"), 600ms);
  EXPECT_EQ(limit.Take("a"), 600ms);
  clock_.Advance(600ms);
  EXPECT_EQ(limit.Take("a"), 0ns);
}

TEST_F(RateLimitTest, DoesNotTakeByLooking) {
  RateLimit limit({.per_second = 1, .burst = 1}, clock_);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(limit.Wait("a"), 0ns);
  EXPECT_EQ(limit.keys(), 0u);
  EXPECT_EQ(limit.Take("a"), 0ns);
}

TEST_F(RateLimitTest, IsPaidBackWhatWasChargedBeyondTheBurst) {
  RateLimit limit({.per_second = 10, .burst = 2}, clock_);
  for (int i = 0; i < 12; ++i) limit.Charge("a");
  EXPECT_EQ(limit.Wait("a"), 1100ms);
  clock_.Advance(1100ms);
  EXPECT_EQ(Taken(limit, "a", 10), 1);
}

TEST_F(RateLimitTest, KeepsKeysApart) {
  RateLimit limit({.per_second = 1, .burst = 1}, clock_);
  EXPECT_EQ(Taken(limit, "a", 3), 1);
  EXPECT_EQ(Taken(limit, "b", 3), 1);
}

TEST_F(RateLimitTest, NeitherGivesNorWithholdsWhenTheClockGoesBack) {
  RateLimit limit({.per_second = 10, .burst = 5}, clock_);
  Taken(limit, "a", 5);
  clock_.Advance(-1h);
  EXPECT_EQ(Taken(limit, "a", 10), 0);
  clock_.Advance(200ms);
  EXPECT_EQ(Taken(limit, "a", 10), 2);
}

TEST_F(RateLimitTest, LimitsNothingWithoutARate) {
  for (const Rate rate : {Rate{}, Rate{.per_second = 0, .burst = 9}, Rate{.per_second = 9, .burst = 0}}) {
    RateLimit limit(rate, clock_);
    EXPECT_EQ(Taken(limit, "a", 1000), 1000);
    limit.Charge("a");
    EXPECT_EQ(limit.Wait("a"), 0ns);
    EXPECT_EQ(limit.keys(), 0u);
  }
}

TEST_F(RateLimitTest, KeepsNoMoreKeysThanItMay) {
  RateLimit limit({.per_second = 1, .burst = 2}, clock_, 100);
  for (int i = 0; i < 10'000; ++i) {
    EXPECT_EQ(limit.Take(std::to_string(i)), 0ns);
    EXPECT_LE(limit.keys(), 100u);
  }
}

TEST_F(RateLimitTest, DropsTheBucketThatHasBeenFullLongest) {
  RateLimit limit({.per_second = 1, .burst = 3}, clock_, 2);
  Taken(limit, "empty", 3);
  Taken(limit, "full", 1);
  clock_.Advance(1s);
  Taken(limit, "new", 1);  // in the place of the full one
  EXPECT_EQ(limit.keys(), 2u);
  EXPECT_EQ(Taken(limit, "empty", 3), 1);
}

TEST_F(RateLimitTest, DropsTheBucketThatIsNearestToFullWhenNoneIs) {
  RateLimit limit({.per_second = 1, .burst = 3}, clock_, 2);
  Taken(limit, "empty", 3);
  for (int i = 0; i < 50; ++i) EXPECT_EQ(Taken(limit, "guest" + std::to_string(i), 1), 1);
  EXPECT_EQ(Taken(limit, "empty", 1), 0);
}

TEST_F(RateLimitTest, LetsNoMoreInOnManyThreads) {
  RateLimit limit({.per_second = 1, .burst = 1000}, clock_);
  std::atomic<int> taken = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] { taken += Taken(limit, "a", 1000); });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(taken, 1000);
}

}  // namespace
}  // namespace waymark::gateway
