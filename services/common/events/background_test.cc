#include "services/common/events/background.h"

#include <gtest/gtest.h>

#include <future>

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

}  // namespace
}  // namespace waymark::events
