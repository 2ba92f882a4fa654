#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>
#include <vector>

namespace waymark::testing {

// A program that lives no longer than this test program: it is stopped by the
// destructor, and by the kernel if the test dies.
class Process {
 public:
  // Starts `argv` with its output in `log`. Run as root, it becomes `user`
  // (PostgreSQL refuses root) when that is not empty.
  Process(const std::vector<std::string>& argv, const std::string& log, const std::string& user = "");
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  // Waits for the end; the exit status, or -1 when a signal ended it.
  int Wait();
  void Signal(int signal);

 private:
  pid_t pid_ = -1;
};

// A new folder below the system's temporary one, removed with all it holds by
// the destructor. Its path is short, because those of sockets may have 107 bytes.
class Folder {
 public:
  // Owned by `user` when that is not empty and we are root.
  explicit Folder(const std::string& user = "");
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const std::string& path() const { return path_; }
  // The path of a file or socket in it.
  std::string operator/(std::string_view name) const { return path_ + "/" + std::string(name); }

 private:
  std::string path_;
};

// The user that PostgreSQL runs as here: empty when we are not root.
std::string DatabaseUser();

}  // namespace waymark::testing
