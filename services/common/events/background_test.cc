#include "services/common/events/background.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <future>

#include "services/common/base/priority.h"

namespace waymark::events {
namespace {

TEST(BackgroundTest, EndsItsPauseWhenToldToStop) {
  std::promise<void> begun;
  std::promise<bool> ended;
  Background work("work", [&](Background& thread) {
    begun.set_value();
    thread.Pause(std::chrono::hours(1));
    ended.set_value(thread.stopping());
  });
  begun.get_future().get();
  work.Stop();
  EXPECT_TRUE(ended.get_future().get());
}

TEST(BackgroundTest, RepeatsAStepThatFails) {
  std::promise<void> second;
  int steps = 0;
  Background work("work", [&](Background& thread) {
    if (++steps == 1) throw std::runtime_error("the first fails");
    if (steps == 2) second.set_value();
    thread.Pause(std::chrono::hours(1));
  });
  second.get_future().get();
}

TEST(BackgroundTest, GivesWayToCalls) {
  const auto niceness = [] { return getpriority(PRIO_PROCESS, 0); };
  constexpr int kLast = 19;
  const int before = niceness();
  std::promise<int> told;
  Background work("work", [&](Background& thread) {
    told.set_value(niceness());
    thread.Pause(std::chrono::hours(1));
  });
  EXPECT_EQ(told.get_future().get(), std::min(before + kBehindCalls, kLast));
  EXPECT_EQ(niceness(), before);
}

}  // namespace
}  // namespace waymark::events
