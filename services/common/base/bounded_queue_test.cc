#include "services/common/base/bounded_queue.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <fstream>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace waymark {
namespace {

// A steady clock that stands until a test moves it.
struct StandingClock {
  using duration = std::chrono::nanoseconds;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<StandingClock>;
  static constexpr bool is_steady = true;

  static time_point now() { return time_point(time); }
  inline static duration time{0};
};

class SlowQueueTest : public ::testing::Test {
 protected:
  static void Pass(std::chrono::milliseconds time) { StandingClock::time += time; }

  BoundedQueue<int, StandingClock> queue_{
      {.length = 100, .wait = std::chrono::milliseconds(100), .burst = std::chrono::seconds(1)}};
};

TEST_F(SlowQueueTest, TakesABurstHoweverLongItWaits) {
  queue_.TryPush(1);
  Pass(std::chrono::milliseconds(1'000));
  EXPECT_TRUE(queue_.TryPush(2));
}

TEST_F(SlowQueueTest, TakesNoMoreWhileTheFirstWaitsTooLong) {
  queue_.TryPush(1);
  Pass(std::chrono::milliseconds(950));
  queue_.TryPush(2);
  queue_.Pop();
  Pass(std::chrono::milliseconds(100));
  EXPECT_TRUE(queue_.TryPush(3));
  Pass(std::chrono::milliseconds(1));
  EXPECT_TRUE(queue_.IsAtLimit());
  EXPECT_FALSE(queue_.TryPush(4));
  queue_.Pop();
  EXPECT_FALSE(queue_.IsAtLimit());
  EXPECT_TRUE(queue_.TryPush(4));
}

TEST_F(SlowQueueTest, TakesABurstAgainOnceItWasEmpty) {
  queue_.TryPush(1);
  Pass(std::chrono::milliseconds(1'001));
  EXPECT_FALSE(queue_.TryPush(2));
  queue_.Pop();
  queue_.TryPush(2);
  Pass(std::chrono::milliseconds(1'000));
  EXPECT_TRUE(queue_.TryPush(3));
}

TEST_F(SlowQueueTest, GivesInTheOrderOfArrivalHoweverLongItTook) {
  for (int i = 1; i <= 3; ++i) queue_.TryPush(int(i));
  Pass(std::chrono::seconds(10));
  for (int i = 1; i <= 3; ++i) EXPECT_EQ(queue_.Pop(), i);
}

TEST(BoundedQueueTest, RefusesWhenFull) {
  BoundedQueue<int> queue(2);
  EXPECT_TRUE(queue.TryPush(1));
  EXPECT_TRUE(queue.TryPush(2));
  EXPECT_FALSE(queue.TryPush(3));
  EXPECT_EQ(queue.Pop(), 1);
  EXPECT_TRUE(queue.TryPush(3));
}

TEST(BoundedQueueTest, GivesWhatIsInsideAfterClose) {
  BoundedQueue<int> queue(2);
  queue.TryPush(1);
  queue.Close();
  EXPECT_FALSE(queue.TryPush(2));
  EXPECT_EQ(queue.Pop(), 1);
  EXPECT_EQ(queue.Pop(), std::nullopt);
}

// Whether the kernel says of a thread of this process that it waits for something.
bool Sleeps(pid_t thread) {
  std::ifstream status("/proc/self/task/" + std::to_string(thread) + "/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("State:\tS")) return true;
  }
  return false;
}

// One item at a time never needs a second of the threads.
TEST(BoundedQueueTest, WakesTheThreadThatCameLast) {
  BoundedQueue<int> queue(4);
  std::mutex mutex;
  std::map<std::thread::id, int> taken;
  std::atomic<int> done = 0;
  std::array<std::atomic<pid_t>, 4> ids{};
  std::vector<std::thread> workers;
  for (auto& id : ids) {
    workers.emplace_back([&] {
      id = gettid();
      while (queue.Pop()) {
        const std::lock_guard lock(mutex);
        ++taken[std::this_thread::get_id()];
        ++done;
      }
    });
  }
  const auto await_rest = [&] {
    for (const auto& id : ids) {
      while (!Sleeps(id)) std::this_thread::yield();
    }
  };
  await_rest();
  for (int i = 0; i < 20; ++i) {
    queue.TryPush(int(i));
    while (done <= i) std::this_thread::yield();
    await_rest();
  }
  queue.Close();
  for (auto& worker : workers) worker.join();
  EXPECT_EQ(taken.size(), 1);
}

TEST(BoundedQueueTest, LacksThreadsWhileNoneIsOnItsWayForAnItem) {
  BoundedQueue<int> queue(4);
  EXPECT_FALSE(queue.LacksThreads());
  queue.TryPush(1);
  EXPECT_TRUE(queue.LacksThreads());
  queue.Pop();
  EXPECT_FALSE(queue.LacksThreads());
  std::optional<int> taken;
  std::thread worker([&] { taken = queue.Pop(); });
  std::this_thread::sleep_for(
      std::chrono::milliseconds(20));  // in which it waits, as it does sooner or later
  queue.TryPush(2);
  worker.join();
  EXPECT_EQ(taken, 2);
  EXPECT_FALSE(queue.LacksThreads());
}

TEST(BoundedQueueTest, HandsEachItemToOneOfManyThreads) {
  constexpr int kItems = 10'000;
  BoundedQueue<int> queue(64);
  std::atomic<long> sum = 0;
  std::vector<std::thread> workers;
  for (int i = 0; i < 4; ++i) {
    workers.emplace_back([&] {
      while (const auto item = queue.Pop()) sum += *item;
    });
  }
  for (int i = 1; i <= kItems;) {
    if (queue.TryPush(int(i))) ++i;
  }
  queue.Close();
  for (auto& worker : workers) worker.join();
  EXPECT_EQ(sum, long(kItems) * (kItems + 1) / 2);
}

}  // namespace
}  // namespace waymark
