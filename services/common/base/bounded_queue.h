#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace waymark {

// A queue of limited length between threads. TryPush never waits: a full queue
// is the caller's answer (RESOURCE_EXHAUSTED), not a place to pile up.
//
// Of the threads that wait, the one that came last is woken: as many as are needed
// work, with their connections and memory, and the others rest.
template <typename T>
class BoundedQueue {
 public:
  explicit BoundedQueue(size_t limit) : limit_(limit) {}

  // False when the queue is full or closed; `item` is then untouched.
  bool TryPush(T&& item) {
    const std::lock_guard lock(mutex_);
    if (closed_ || items_.size() >= limit_) return false;
    items_.push_back(std::move(item));
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
    }
    if (items_.empty()) return std::nullopt;
    T item = std::move(items_.front());
    items_.pop_front();
    return item;
  }

  // No more items are taken; those inside are still popped.
  void Close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    while (!waiting_.empty()) WakeLast();
  }

  size_t size() const {
    const std::lock_guard lock(mutex_);
    return items_.size();
  }

 private:
  struct Waiting {
    bool called = false;
    std::condition_variable wake = {};
  };

  void WakeLast() {
    if (waiting_.empty()) return;
    waiting_.back()->called = true;
    waiting_.back()->wake.notify_one();
    waiting_.pop_back();
  }

  const size_t limit_;
  mutable std::mutex mutex_;
  std::vector<Waiting*> waiting_;  // in the order in which they came
  std::deque<T> items_;
  bool closed_ = false;
};

}  // namespace waymark
