#include "services/common/db/reader.h"

#include <gtest/gtest.h>

#include <latch>
#include <set>
#include <thread>

#include "services/common/testing/postgres.h"

namespace waymark::db {
namespace {

constexpr std::string_view kParams[] = {"seconds"};
constexpr Query kSleep{"sleep", "SELECT pg_backend_pid() AS pid, pg_sleep($1::float)", kParams};
constexpr Query kPid{"pid", "SELECT pg_backend_pid() AS pid", {}};

class ReaderTest : public ::testing::Test {
 protected:
  ReaderTest() : own_pid_(own_.Read({"asp"}, kPid, {})[0].Int("pid")) {}

  // Of the backend that ran the statement.
  int64_t Sleep(double seconds, const Scope& scope = {"asp"}) {
    return reader_.Read(own_, scope, kSleep, Params().Set("seconds", seconds))[0].Int("pid");
  }

  // Until it goes with the group, and would not leave it for a moment's delay.
  void ShowThatItIsQuick() {
    for (int in_group = 0; in_group < 30;) in_group = Sleep(0) == own_pid_ ? 0 : in_group + 1;
  }

  testing::TestDatabase database_;
  Connection own_{database_.app()};
  // So long that a busy machine makes no difference.
  Reader reader_{database_.app(), std::chrono::milliseconds(100)};
  const int64_t own_pid_;
};

TEST_F(ReaderTest, QuickStatementsOfManyShareTwoConnections) {
  ShowThatItIsQuick();
  std::mutex mutex;
  std::set<int64_t> pids;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      Connection own(database_.app());
      for (int n = 0; n < 40; ++n) {
        const int64_t pid = reader_.Read(own, {"asp"}, kSleep, Params().Set("seconds", 0))[0].Int("pid");
        const std::lock_guard lock(mutex);
        pids.insert(pid);
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_LE(pids.size(), 2);
  EXPECT_FALSE(pids.contains(own_pid_));
}

TEST_F(ReaderTest, AStatementThatWasNeverRunGoesByItself) { EXPECT_EQ(Sleep(0), own_pid_); }

TEST_F(ReaderTest, AStatementThatTakesLongGoesByItselfUntilItIsQuick) {
  ShowThatItIsQuick();
  EXPECT_NE(Sleep(2), own_pid_);
  EXPECT_EQ(Sleep(0), own_pid_);
  int runs = 0;
  while (Sleep(0) == own_pid_ && runs < 1000) ++runs;
  EXPECT_LT(runs, 1000);
}

// Else a machine with too much to do would never get out of that.
TEST_F(ReaderTest, ManyAtOnceMayTakeLongAndAreQuick) {
  Reader reader(database_.app(), std::chrono::milliseconds(100), /*processors=*/2);
  constexpr int kThreads = 32;
  std::latch connected(kThreads);
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&] {
      Connection own(database_.app());
      own.Ping();
      connected.arrive_and_wait();
      reader.Read(own, {"asp"}, kSleep, Params().Set("seconds", 0.2));
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_NE(reader.Read(own_, {"asp"}, kSleep, Params().Set("seconds", 0))[0].Int("pid"), own_pid_);
}

TEST_F(ReaderTest, AStatementThatWasStoppedAtItsDeadlineTookLong) {
  ShowThatItIsQuick();
  const Scope hurried{"asp", std::chrono::steady_clock::now() + std::chrono::milliseconds(900)};
  EXPECT_THROW(Sleep(20, hurried), Error);
  EXPECT_EQ(Sleep(0), own_pid_);
}

}  // namespace
}  // namespace waymark::db
