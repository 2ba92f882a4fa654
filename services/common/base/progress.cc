#include "services/common/base/progress.h"

#include <unistd.h>

#include <cstdio>

namespace waymark {

using Clock = std::chrono::steady_clock;

Progress::Progress(std::string what, int64_t total, bool wanted)
    : what_(std::move(what)),
      total_(total),
      shown_(wanted && isatty(STDERR_FILENO) != 0),
      start_(Clock::now()) {
  Draw();
}

Progress::~Progress() {
  if (shown_) std::fputs("\r\x1b[K", stderr);
}

void Progress::Add(int64_t rows) {
  const std::lock_guard lock(mutex_);
  done_ += rows;
  if (Clock::now() - drawn_ > std::chrono::milliseconds(100)) Draw();
}

void Progress::Grow(int64_t rows) {
  const std::lock_guard lock(mutex_);
  total_ += rows;
}

void Progress::Draw() {
  drawn_ = Clock::now();
  if (!shown_) return;
  const double seconds = std::chrono::duration<double>(drawn_ - start_).count();
  std::fprintf(stderr, "\r%s\x1b[K", Line(what_, done_, total_, seconds).c_str());
  std::fflush(stderr);
}

std::string Progress::Line(const std::string& what, int64_t done, int64_t total, double seconds) {
  constexpr int kWidth = 24;
  const double part = total > 0 ? static_cast<double>(done) / static_cast<double>(total) : 1;
  std::string bar;
  for (int i = 0; i < kWidth; ++i) bar += i < part * kWidth ? "#" : "\u00b7";
  std::string line = "  " + what + " [" + bar + "] " + std::to_string(static_cast<int>(part * 100)) + " %  " +
                     Grouped(done) + "/" + Grouped(total);
  if (done == 0 || seconds <= 0) return line;
  const double rate = static_cast<double>(done) / seconds;
  const int left = static_cast<int>(static_cast<double>(total - done) / rate);
  char time[16];
  std::snprintf(time, sizeof time, "%d:%02d", left / 60, left % 60);
  return line + "  " + Grouped(static_cast<int64_t>(rate)) + "/s  " + time + " left";
}

std::string Grouped(int64_t number) {
  std::string out = std::to_string(number);
  const size_t start = number < 0 ? 1 : 0;
  for (size_t at = out.size(); at > start + 3;) out.insert(at -= 3, ",");
  return out;
}

}  // namespace waymark
