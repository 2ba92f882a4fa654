#include "services/access/checkpoint_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "services/common/base/log.h"

namespace waymark::access {

std::unique_ptr<CheckpointFile> CheckpointFile::Open(const std::string& path) {
  std::error_code ignored;
  std::filesystem::create_directories(std::filesystem::path(path).parent_path(), ignored);
  const int fd = open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  std::unique_ptr<CheckpointFile> file(new CheckpointFile(path, fd));
  file->Check(fd >= 0);
  if (flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) return nullptr;
  file->Read();
  return file;
}

CheckpointFile::~CheckpointFile() {
  if (fd_ >= 0) close(fd_);
}

void CheckpointFile::Read() {
  std::ifstream in(path_, std::ios::binary);
  int64_t whole = 0;  // bytes of finished lines
  for (std::string line; std::getline(in, line) && !in.eof();) {
    whole += static_cast<int64_t>(line.size()) + 1;
    const auto checkpoint = audit::ParseCheckpoint(line);
    if (!checkpoint)
      throw std::runtime_error(path_ + " holds a line that is no checkpoint: " + line.substr(0, 80));
    covered_[checkpoint->organization_id] = checkpoint->entries;
  }
  const off_t size = lseek(fd_, 0, SEEK_END);
  if (size == whole) return;
  Log(LogLevel::kWarning, "the last checkpoint was not finished and is dropped",
      {{"file", path_}, {"bytes", size - whole}});
  Check(ftruncate(fd_, whole) == 0 && fsync(fd_) == 0);
}

void CheckpointFile::Append(const audit::Checkpoint& checkpoint) {
  const std::string line = audit::FormatCheckpoint(checkpoint) + "\n";
  const off_t whole = lseek(fd_, 0, SEEK_END);
  Check(whole >= 0);
  errno = ENOSPC;  // a write that is only short says nothing
  if (write(fd_, line.data(), line.size()) != static_cast<ssize_t>(line.size()) || fsync(fd_) != 0) {
    const int why = errno;
    // The next line would go on where a part of this one is left.
    [[maybe_unused]] const int cut = ftruncate(fd_, whole);
    errno = why;
    Check(false);
  }
  covered_[checkpoint.organization_id] = checkpoint.entries;
}

void CheckpointFile::Check(bool good) const {
  if (!good) throw std::runtime_error(path_ + " cannot be written: " + std::strerror(errno));
}

}  // namespace waymark::access
