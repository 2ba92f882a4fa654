#include "services/access/revocations.h"

#include <algorithm>

namespace waymark::access {
namespace {

constexpr int kMostWaiting = 4;
// How often somebody who waits looks whether the service stops.
constexpr std::chrono::milliseconds kLook{200};

}  // namespace

void Revocations::Add() {
  {
    const std::lock_guard lock(mutex_);
    ++count_;
  }
  changed_.notify_all();
}

int64_t Revocations::Await(int64_t seen, std::chrono::steady_clock::time_point deadline) {
  std::unique_lock lock(mutex_);
  if (count_ != seen || waiting_ >= kMostWaiting) return count_;
  ++waiting_;
  while (count_ == seen && !stopping_() && std::chrono::steady_clock::now() < deadline) {
    changed_.wait_until(lock, std::min(deadline, std::chrono::steady_clock::now() + kLook));
  }
  --waiting_;
  return count_;
}

}  // namespace waymark::access
