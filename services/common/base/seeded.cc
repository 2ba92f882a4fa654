#include "services/common/base/seeded.h"

#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <string>
#include <thread>

namespace waymark::seeded {
namespace {

const char* File() {
  static const char* const file = std::getenv("WAYMARK_SEEDED_FILE");
  return file;
}

bool IsOn(std::string_view fault) {
  if (File() == nullptr) return false;
  std::string on;
  return std::ifstream(File()) >> on && on == fault;
}

}  // namespace

bool Happens(std::string_view bug, int once_in) {
  static std::atomic<int> turn = 0;
  return IsOn(bug) && turn++ % once_in == once_in - 1;
}

// Of several threads and processes that come here at once, one finds the file.
void DieAt(std::string_view point) {
  if (IsOn(point) && unlink(File()) == 0) kill(getpid(), SIGKILL);
}

void Later(std::function<void()> work) {
  std::thread([work = std::move(work)] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    try {
      work();
    } catch (const std::exception&) {
      // Whoever asked has his answer already: that is the bug.
    }
  }).detach();
}

}  // namespace waymark::seeded
