#include "services/common/base/secret_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace waymark {
namespace {

void Check(bool good, const std::string& path) {
  if (!good) throw std::runtime_error(path + " cannot be written: " + std::strerror(errno));
}

// A file descriptor that is closed.
class File {
 public:
  File(const std::string& path, int flags) : path_(path), fd_(open(path.c_str(), flags | O_CLOEXEC, 0600)) {
    Check(fd_ >= 0, path_);
  }
  ~File() { close(fd_); }
  void Write(std::string_view text) {
    Check(write(fd_, text.data(), text.size()) == static_cast<ssize_t>(text.size()), path_);
  }
  void Sync() { Check(fsync(fd_) == 0, path_); }

 private:
  const std::string path_;
  const int fd_;
};

}  // namespace

void WriteSecretFile(const std::string& path, std::string_view text) {
  const std::string fresh = path + ".new";
  std::error_code ignored;
  std::filesystem::remove(fresh, ignored);
  {
    File file(fresh, O_WRONLY | O_CREAT | O_EXCL);
    file.Write(std::string(text) + "\n");
    file.Sync();
  }
  Check(std::rename(fresh.c_str(), path.c_str()) == 0, path);
  const auto folder = std::filesystem::path(path).parent_path();
  File(folder.empty() ? "." : folder.string(), O_RDONLY | O_DIRECTORY).Sync();
}

std::string ReadSecretFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  if (in) text << in.rdbuf();
  std::string out = text.str();
  while (!out.empty() && (out.back() == '\n' || out.back() == '\r')) out.pop_back();
  return out;
}

}  // namespace waymark
