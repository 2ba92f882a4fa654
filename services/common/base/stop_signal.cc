#include "services/common/base/stop_signal.h"

namespace waymark {

StopSignal::StopSignal() {
  signal(SIGPIPE, SIG_IGN);
  sigemptyset(&signals_);
  sigaddset(&signals_, SIGTERM);
  sigaddset(&signals_, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
}

void StopSignal::Wait() {
  int signal = 0;
  sigwait(&signals_, &signal);
  Release();
}

bool StopSignal::WaitFor(std::chrono::milliseconds time) {
  const timespec wait{.tv_sec = time.count() / 1000, .tv_nsec = time.count() % 1000 * 1'000'000};
  if (sigtimedwait(&signals_, nullptr, &wait) < 0) return false;
  Release();
  return true;
}

void StopSignal::Release() { pthread_sigmask(SIG_UNBLOCK, &signals_, nullptr); }

}  // namespace waymark
