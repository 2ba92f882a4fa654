#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>

namespace waymark {

// A progress bar on stderr, when it is wanted and that is a terminal: rows, rate, time left.
// Redrawn at most ten times a second. Thread-safe.
class Progress {
 public:
  Progress(std::string what, int64_t total, bool wanted = true);
  ~Progress();  // removes the bar

  void Add(int64_t rows);
  // There are so many more than was said before.
  void Grow(int64_t rows);

  // `  participants [#####·····]  52 %  14,968/28,785  31,200/s  0:01 left`
  static std::string Line(const std::string& what, int64_t done, int64_t total, double seconds);

 private:
  void Draw();
  const std::string what_;
  int64_t total_;  // guarded, as what follows the mutex
  const bool shown_;
  const std::chrono::steady_clock::time_point start_;
  std::mutex mutex_;
  int64_t done_ = 0;
  std::chrono::steady_clock::time_point drawn_;
};

// 28785 → `28,785`
std::string Grouped(int64_t number);

}  // namespace waymark
