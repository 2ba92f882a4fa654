#include "gateway/server/rate_limit.h"

#include <algorithm>

namespace waymark::gateway {
namespace {

RateLimit::Duration IntervalOf(Rate rate) {
  if (rate.per_second <= 0 || rate.burst <= 0) return RateLimit::Duration::zero();
  return RateLimit::Duration(std::chrono::seconds(1)) / rate.per_second;
}

}  // namespace

RateLimit::RateLimit(Rate rate, const Clock& clock, size_t most_keys)
    : interval_(IntervalOf(rate)),
      slack_(interval_ * (rate.burst - 1)),
      clock_(clock),
      most_keys_(most_keys),
      seen_(clock.Now()) {}

RateLimit::Duration RateLimit::Take(const std::string& key) {
  if (!Limits()) return Duration::zero();
  const std::lock_guard lock(mutex_);
  ReadClock();
  const Duration wait = WaitOf(key);
  if (wait == Duration::zero()) TakeOne(key);
  return wait;
}

RateLimit::Duration RateLimit::Wait(const std::string& key) {
  if (!Limits()) return Duration::zero();
  const std::lock_guard lock(mutex_);
  ReadClock();
  return WaitOf(key);
}

void RateLimit::Charge(const std::string& key) {
  if (!Limits()) return;
  const std::lock_guard lock(mutex_);
  ReadClock();
  TakeOne(key);
}

size_t RateLimit::keys() const {
  const std::lock_guard lock(mutex_);
  return full_at_.size();
}

// A clock that is set back neither gives tokens nor stops them from coming.
void RateLimit::ReadClock() {
  const TimePoint time = clock_.Now();
  now_ += std::max<Duration>(time - seen_, Duration::zero());
  seen_ = time;
}

RateLimit::Duration RateLimit::WaitOf(const std::string& key) const {
  const auto found = full_at_.find(key);
  if (found == full_at_.end()) return Duration::zero();
  return std::max(found->second - now_ - slack_, Duration::zero());
}

void RateLimit::TakeOne(const std::string& key) {
  auto [bucket, added] = full_at_.try_emplace(key, now_);
  if (!added) by_time_.erase({bucket->second, key});
  bucket->second = std::max(bucket->second, now_) + interval_;
  // Before the new one is among them: it is never the one that goes.
  if (full_at_.size() > most_keys_ && !by_time_.empty()) {
    full_at_.erase(by_time_.begin()->second);
    by_time_.erase(by_time_.begin());
  }
  by_time_.emplace(bucket->second, key);
}

}  // namespace waymark::gateway
