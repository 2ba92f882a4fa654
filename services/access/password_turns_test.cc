#include <gmock/gmock.h>
#include <sched.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
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

// The process that does the work of a turn, which is started by that.
pid_t ProcessOf(const PasswordTurns::Turn& turn) {
  HashPassword(turn, "correct horse battery");
  return turn.process().pid();
}

TEST(PasswordTurnsTest, OneHasAShareAndTheOtherRunsWhileNothingElseWantsTo) {
  PasswordTurns turns;
  auto first = std::make_unique<PasswordTurns::Turn>(turns);
  const PasswordTurns::Turn second(turns);
  const pid_t with_share = ProcessOf(*first), spare = ProcessOf(second);
  EXPECT_EQ(sched_getscheduler(with_share), SCHED_OTHER);
  EXPECT_GT(getpriority(PRIO_PROCESS, static_cast<id_t>(with_share)), 0);
  EXPECT_EQ(sched_getscheduler(spare), SCHED_IDLE);
  first.reset();
  const PasswordTurns::Turn third(turns);
  EXPECT_EQ(ProcessOf(third), with_share) << "whoever comes next has it";
}

TEST(PasswordTurnsTest, EachIsASessionOfItsOwn) {
  PasswordTurns turns;
  const PasswordTurns::Turn first(turns), second(turns);
  for (const pid_t pid : {ProcessOf(first), ProcessOf(second)}) EXPECT_EQ(getsid(pid), pid);
}

TEST(PasswordTurnsTest, AProcessThatWasKilledIsStartedAgain) {
  PasswordTurns turns;
  const PasswordTurns::Turn turn(turns);
  const std::string hash = HashPassword(turn, "correct horse battery");
  const pid_t killed = turn.process().pid();
  kill(killed, SIGKILL);
  EXPECT_TRUE(IsPassword(turn, "correct horse battery", hash));
  EXPECT_NE(turn.process().pid(), killed);
}

TEST(PasswordTurnsTest, TheProcessesEndWithTheTurns) {
  auto turns = std::make_unique<PasswordTurns>();
  auto turn = std::make_unique<PasswordTurns::Turn>(*turns);
  const pid_t pid = ProcessOf(*turn);
  EXPECT_EQ(kill(pid, 0), 0);
  turn.reset();
  turns.reset();
  EXPECT_EQ(kill(pid, 0), -1);
}

TEST(PasswordTurnsTest, TheProcessHasNothingOfThisOne) {
  PasswordTurns turns;
  const PasswordTurns::Turn turn(turns);
  const std::string process = "/proc/" + std::to_string(ProcessOf(turn));
  std::ifstream environment(process + "/environ");
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(environment), {}), "");
  std::vector<std::string> files;
  for (const auto& file : std::filesystem::directory_iterator(process + "/fd"))
    files.push_back(file.path().filename());
  EXPECT_THAT(files, ::testing::UnorderedElementsAre("0", "1", "2"));
}

}  // namespace
}  // namespace waymark::access
