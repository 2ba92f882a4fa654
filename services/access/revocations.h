#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>

namespace waymark::access {

// Counts what makes an Identity wrong before its time: an account, a grant, a
// session or a token that changed or ended. In memory; of changes by other
// processes RevocationStream tells, and who missed one learns of it within a minute,
// when the Identity ends.
class Revocations {
 public:
  explicit Revocations(std::function<bool()> stopping) : stopping_(std::move(stopping)) {}

  // To be called after the commit of a change.
  void Add();

  // The number of changes, as soon as it is not `seen`, or at the deadline. Who
  // waits takes a worker: when four wait already, the answer comes at once.
  int64_t Await(int64_t seen, std::chrono::steady_clock::time_point deadline);

 private:
  const std::function<bool()> stopping_;
  std::mutex mutex_;
  std::condition_variable changed_;
  int64_t count_ = 0;
  int waiting_ = 0;
};

}  // namespace waymark::access
