#include "services/access/revocations.h"

#include <gmock/gmock.h>

#include <atomic>
#include <thread>
#include <utility>
#include <vector>

#include "services/common/testing/eventually.h"

namespace waymark::access {
namespace {

using Steady = std::chrono::steady_clock;
using std::chrono::milliseconds;
using testing::Eventually;

constexpr std::chrono::hours kLongerThanATest{1};

TEST(RevocationsTest, TellsAtOnceWhatSomebodyHasNotSeen) {
  Revocations revocations([] { return false; });
  revocations.Add();
  revocations.Add();
  EXPECT_EQ(revocations.Await(0, Steady::now() + kLongerThanATest), 2);
  EXPECT_EQ(revocations.Await(7, Steady::now() + kLongerThanATest), 2) << "it was started anew";
}

TEST(RevocationsTest, WaitsForAChangeOrTheDeadline) {
  std::atomic<bool> waits = false;
  Revocations revocations([&] {
    waits = true;
    return false;
  });
  EXPECT_EQ(revocations.Await(0, Steady::now() + milliseconds(10)), 0);
  waits = false;
  std::thread later([&] {
    EXPECT_TRUE(Eventually([&] { return waits.load(); }));
    revocations.Add();
  });
  EXPECT_EQ(revocations.Await(0, Steady::now() + kLongerThanATest), 1);
  later.join();
}

TEST(RevocationsTest, TheFifthDoesNotWait) {
  // Who waits asks now and then whether it is time to stop; a fifth would be told that it is.
  std::atomic<bool> stopping = false;
  std::atomic<int> waiting = 0;
  Revocations revocations([&] {
    thread_local bool counted = false;
    if (!std::exchange(counted, true)) ++waiting;
    return stopping || waiting > 4;
  });
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] { EXPECT_EQ(revocations.Await(0, Steady::now() + kLongerThanATest), 0); });
  }
  EXPECT_TRUE(Eventually([&] { return waiting == 4; }));
  EXPECT_EQ(revocations.Await(0, Steady::now() + kLongerThanATest), 0);
  EXPECT_EQ(waiting, 4);
  stopping = true;
  for (auto& thread : threads) thread.join();
}

}  // namespace
}  // namespace waymark::access
