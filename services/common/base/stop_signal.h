#pragma once

#include <signal.h>

#include <chrono>

namespace waymark {

// Takes SIGTERM and SIGINT out of the hands of all threads, to be waited for;
// ignores SIGPIPE, which a lost connection would otherwise end the process
// with. Make it first in main: threads inherit it.
class StopSignal {
 public:
  StopSignal();

  // Returns when the process is told to stop. From then on a second signal ends
  // it at once.
  void Wait();
  // The same, for at most `time`; whether it was told.
  bool WaitFor(std::chrono::milliseconds time);

 private:
  void Release();
  sigset_t signals_;
};

}  // namespace waymark
