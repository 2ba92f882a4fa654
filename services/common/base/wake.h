#pragma once

#include <semaphore.h>
#include <time.h>
#ifdef __SANITIZE_THREAD__
#include <sanitizer/tsan_interface.h>
#endif

#include <cerrno>
#include <chrono>

namespace waymark {

// Wakes one thread. std::binary_semaphore spins and yields before it sleeps, which on a
// busy machine takes the time of those that have something to do.
class Wake {
 public:
  Wake() { sem_init(&semaphore_, /*pshared=*/0, /*value=*/0); }
  ~Wake() { sem_destroy(&semaphore_); }
  Wake(const Wake&) = delete;
  Wake& operator=(const Wake&) = delete;

  // Lets AcquireFor() return, now or when it is called.
  void Release() { sem_post(&semaphore_); }
  // Waits for Release() for at most `time`, of less than a second; whether it came.
  bool AcquireFor(std::chrono::nanoseconds time) {
    constexpr int64_t kSecond = 1'000'000'000;
    timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    const int64_t nanos = until.tv_nsec + time.count();
    until.tv_sec += nanos / kSecond;
    until.tv_nsec = nanos % kSecond;
    int result = 0;
    while ((result = sem_clockwait(&semaphore_, CLOCK_MONOTONIC, &until)) != 0 && errno == EINTR) {
    }
#ifdef __SANITIZE_THREAD__
    // It knows all that is done with a semaphore but sem_clockwait.
    if (result == 0) __tsan_acquire(&semaphore_);
#endif
    return result == 0;
  }

 private:
  sem_t semaphore_;
};

}  // namespace waymark
