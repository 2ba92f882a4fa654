#pragma once

#include <chrono>
#include <mutex>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

#include "services/common/base/clock.h"

namespace waymark::gateway {

// How often something may be done: `burst` times at once, and again as time
// brings `per_second` more. Without limit where either is 0.
struct Rate {
  int per_second = 0;
  int burst = 0;
};

// One token bucket for each key, in memory, thread-safe. Keys beyond `most_keys`
// push others out: first those whose buckets have been full longest, of which
// nothing is forgotten; then those that would be full soonest.
class RateLimit {
 public:
  using Duration = std::chrono::nanoseconds;

  explicit RateLimit(Rate rate, const Clock& clock = SystemClock(), size_t most_keys = 100'000);

  // Takes a token of the key's bucket and returns zero; or takes none and
  // returns how long it is until there is one.
  Duration Take(const std::string& key);
  // The same without taking it.
  Duration Wait(const std::string& key);
  // Takes a token even where there is none: what was let in before it was known
  // to cost. It is paid back before the next one is there.
  void Charge(const std::string& key);

  // Whether there is a limit at all.
  bool Limits() const { return interval_ > Duration::zero(); }
  size_t keys() const;

 private:
  // All below hold the mutex.
  void ReadClock();
  Duration WaitOf(const std::string& key) const;
  void TakeOne(const std::string& key);

  const Duration interval_;  // in which one token comes; 0: no limit
  const Duration slack_;     // a bucket this far from full has one token left
  const Clock& clock_;
  const size_t most_keys_;
  mutable std::mutex mutex_;
  TimePoint seen_;   // of the clock
  Duration now_{0};  // the clock's time without its steps back
  // A bucket is nothing but the time at which it is (or was) full; one that is
  // not kept is full.
  std::unordered_map<std::string, Duration> full_at_;
  std::set<std::pair<Duration, std::string>> by_time_;
};

}  // namespace waymark::gateway
