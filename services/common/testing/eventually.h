#pragma once

#include <chrono>
#include <thread>

namespace waymark::testing {

// True once `condition` holds; false when it does not within a minute, which is there so that a test of
// what never comes ends: on no machine is it the time that something takes.
template <typename Condition>
bool Eventually(Condition condition) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::minutes(1);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return true;
}

}  // namespace waymark::testing
