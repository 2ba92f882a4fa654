#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>

namespace waymark::access {

// waymark-passwords (hashing/main.cc), which is in the folder of the program that runs. It is
// started when it is first asked, again when it has gone, and ends with this.
// For one thread at a time.
class PasswordProcess {
 public:
  // `share` is its argument.
  explicit PasswordProcess(const char* share) : share_(share) {}
  ~PasswordProcess();
  PasswordProcess(const PasswordProcess&) = delete;
  PasswordProcess& operator=(const PasswordProcess&) = delete;

  // What it answers; nothing is "no". Throws DEPENDENCY_UNAVAILABLE when it does not start, or went
  // away twice over the same question.
  std::string Ask(std::string_view hash, std::string_view password);

  // -1 while there is none.
  pid_t pid() const { return pid_; }

 private:
  void Start();
  void Stop();
  // Whether there was an answer.
  bool Try(std::string_view question, std::string& answer) const;

  const char* const share_;
  int socket_ = -1;
  pid_t pid_ = -1;
};

}  // namespace waymark::access
