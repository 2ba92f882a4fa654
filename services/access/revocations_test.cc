#include "services/access/revocations.h"

#include <gmock/gmock.h>

#include <atomic>
#include <thread>
#include <vector>

namespace waymark::access {
namespace {

using Steady = std::chrono::steady_clock;
using std::chrono::milliseconds;
using std::chrono::seconds;

TEST(RevocationsTest, TellsAtOnceWhatSomebodyHasNotSeen) {
  Revocations revocations([] { return false; });
  revocations.Add();
  revocations.Add();
  EXPECT_EQ(revocations.Await(0, Steady::now() + seconds(60)), 2);
  EXPECT_EQ(revocations.Await(7, Steady::now() + seconds(60)), 2) << "it was started anew";
}

TEST(RevocationsTest, WaitsForAChangeOrTheDeadline) {
  Revocations revocations([] { return false; });
  EXPECT_EQ(revocations.Await(0, Steady::now() + milliseconds(10)), 0);
  std::thread later([&] {
    std::this_thread::sleep_for(milliseconds(30));
    revocations.Add();
  });
  const auto begin = Steady::now();
  EXPECT_EQ(revocations.Await(0, begin + seconds(60)), 1);
  EXPECT_LT(Steady::now() - begin, seconds(10));
  later.join();
}

TEST(RevocationsTest, TheFifthDoesNotWait) {
  std::atomic<bool> stopping = false;
  Revocations revocations([&] { return stopping.load(); });
  std::atomic<int> waiting = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      ++waiting;
      EXPECT_EQ(revocations.Await(0, Steady::now() + seconds(60)), 0);
    });
  }
  while (waiting < 4) std::this_thread::yield();
  std::this_thread::sleep_for(milliseconds(100));
  const auto begin = Steady::now();
  EXPECT_EQ(revocations.Await(0, begin + seconds(60)), 0);
  EXPECT_LT(Steady::now() - begin, seconds(10));
  stopping = true;
  for (auto& thread : threads) thread.join();
}

}  // namespace
}  // namespace waymark::access
