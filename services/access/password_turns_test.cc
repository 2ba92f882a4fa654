#include <gmock/gmock.h>

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

}  // namespace
}  // namespace waymark::access
