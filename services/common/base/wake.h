#pragma once

#include <semaphore.h>

#include <cerrno>

namespace waymark {

// Wakes one thread. std::binary_semaphore spins and yields before it sleeps, which on a
// busy machine takes the time of those that have something to do.
class Wake {
 public:
  Wake() { sem_init(&semaphore_, /*pshared=*/0, /*value=*/0); }
  ~Wake() { sem_destroy(&semaphore_); }
  Wake(const Wake&) = delete;
  Wake& operator=(const Wake&) = delete;

  // Lets Acquire() return, now or when it is called.
  void Release() { sem_post(&semaphore_); }
  void Acquire() {
    while (sem_wait(&semaphore_) != 0 && errno == EINTR) {
    }
  }

 private:
  sem_t semaphore_;
};

}  // namespace waymark
