#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace waymark {

// How long a queue may be, in items and in time.
struct QueueLimits {
  size_t length;
  // Nothing more is taken while the first item has waited longer than this, unless the queue was
  // empty within the last `burst`: a short burst is worked off, a lasting overload is refused.
  std::chrono::nanoseconds wait = std::chrono::nanoseconds::max();
  std::chrono::nanoseconds burst{0};
};

// A queue of limited length between threads. TryPush never waits: a full queue
// is the caller's answer (RESOURCE_EXHAUSTED), not a place to pile up.
//
// Of the threads that wait, the one that came last is woken: as many as are needed
// work, with their connections and memory, and the others rest.
template <typename T, typename Clock = std::chrono::steady_clock>
class BoundedQueue {
 public:
  explicit BoundedQueue(size_t length) : BoundedQueue(QueueLimits{length}) {}
  explicit BoundedQueue(QueueLimits limits) : limits_(limits) {}

  // False when the queue is full, too slow or closed; `item` is then untouched.
  bool TryPush(T&& item) {
    const std::lock_guard lock(mutex_);
    const auto now = Clock::now();
    if (closed_ || IsAtLimit(now)) return false;
    if (items_.empty()) filled_since_ = now;
    items_.push_back({std::move(item), now});
    WakeLast();
    return true;
  }

  // Waits for an item; nullopt once the queue is closed and empty.
  std::optional<T> Pop() {
    std::unique_lock lock(mutex_);
    while (!closed_ && items_.empty()) {
      Waiting me;
      waiting_.push_back(&me);
      me.wake.wait(lock, [&me] { return me.called; });
      --woken_;
    }
    if (items_.empty()) return std::nullopt;
    T item = std::move(items_.front().item);
    items_.pop_front();
    return item;
  }

  // No more items are taken; those inside are still popped.
  void Close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    while (!waiting_.empty()) WakeLast();
  }

  // Whether it would take nothing now, unless closed.
  bool IsAtLimit() const {
    const std::lock_guard lock(mutex_);
    return IsAtLimit(Clock::now());
  }

  size_t size() const {
    const std::lock_guard lock(mutex_);
    return items_.size();
  }

  // Whether there are items that no thread is on its way for.
  bool LacksThreads() const {
    const std::lock_guard lock(mutex_);
    return items_.size() > woken_ && waiting_.empty();
  }

 private:
  struct Waiting {
    bool called = false;
    std::condition_variable wake = {};
  };
  struct Item {
    T item;
    typename Clock::time_point since;
  };

  bool IsAtLimit(typename Clock::time_point now) const {
    return items_.size() >= limits_.length || IsTooSlow(now);
  }

  // While a thread is free, it is the scheduler that keeps the item waiting, not the queue.
  bool IsTooSlow(typename Clock::time_point now) const {
    return !items_.empty() && waiting_.empty() && now - filled_since_ > limits_.burst &&
           now - items_.front().since > limits_.wait;
  }

  void WakeLast() {
    if (waiting_.empty()) return;
    waiting_.back()->called = true;
    waiting_.back()->wake.notify_one();
    waiting_.pop_back();
    ++woken_;
  }

  const QueueLimits limits_;
  mutable std::mutex mutex_;
  std::vector<Waiting*> waiting_;  // in the order in which they came
  size_t woken_ = 0;               // called, and not there yet
  std::deque<Item> items_;
  typename Clock::time_point filled_since_;  // when the queue was empty last
  bool closed_ = false;
};

}  // namespace waymark
