#include <gmock/gmock.h>
#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>

#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "services/access/passwords.h"
#include "services/common/status/error.h"

namespace waymark::access {
namespace {

using Steady = std::chrono::steady_clock;

TEST(PasswordTurnsTest, TwoAtATimeSixMayWaitForTwoSecondsAndOthersNotAtAll) {
  PasswordTurns turns;
  std::optional<PasswordTurns::Turn> first, second;
  first.emplace(turns);
  second.emplace(turns);
  std::atomic<int> patient = 0, impatient = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 10; ++i) {
    threads.emplace_back([&] {
      const auto begin = Steady::now();
      EXPECT_THROW(PasswordTurns::Turn turn(turns), Error);
      ++(Steady::now() - begin > std::chrono::seconds(1) ? patient : impatient);
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(patient, 6);
  EXPECT_EQ(impatient, 4);
}

TEST(PasswordTurnsTest, ATurnThatEndsIsTheNextOnes) {
  PasswordTurns turns;
  auto first = std::make_unique<PasswordTurns::Turn>(turns);
  const PasswordTurns::Turn second(turns);
  std::atomic<int> had = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 6; ++i) {
    threads.emplace_back([&] {
      const PasswordTurns::Turn turn(turns);
      ++had;
    });
  }
  first.reset();
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(had, 6);
}

// How the thread is scheduled that does the work of a turn.
struct Priority {
  explicit Priority(const PasswordTurns::Turn& turn) {
    turn.Run([this] {
      policy = sched_getscheduler(0);
      niceness = getpriority(PRIO_PROCESS, static_cast<id_t>(gettid()));
    });
  }
  int policy = -1, niceness = 0;
};

TEST(PasswordTurnsTest, OneHasAShareAndTheOtherRunsWhileNothingElseWantsTo) {
  PasswordTurns turns;
  auto first = std::make_unique<PasswordTurns::Turn>(turns);
  const PasswordTurns::Turn second(turns);
  EXPECT_EQ(Priority(*first).policy, SCHED_OTHER);
  EXPECT_GT(Priority(*first).niceness, 0);
  EXPECT_EQ(Priority(second).policy, SCHED_IDLE);
  first.reset();
  const PasswordTurns::Turn third(turns);
  EXPECT_EQ(Priority(third).policy, SCHED_OTHER) << "whoever comes next has it";
}

TEST(PasswordTurnsTest, WhoAskedKeepsTheirOwnPriority) {
  PasswordTurns turns;
  const PasswordTurns::Turn first(turns), second(turns);
  const int policy = sched_getscheduler(0), niceness = getpriority(PRIO_PROCESS, 0);
  for (const auto* turn : {&first, &second}) turn->Run([] {});
  EXPECT_EQ(sched_getscheduler(0), policy);
  EXPECT_EQ(getpriority(PRIO_PROCESS, 0), niceness);
}

}  // namespace
}  // namespace waymark::access
