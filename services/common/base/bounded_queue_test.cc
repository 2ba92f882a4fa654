#include "services/common/base/bounded_queue.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace waymark {
namespace {

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
