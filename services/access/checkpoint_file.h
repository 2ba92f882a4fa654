#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "services/common/audit/checkpoint.h"

namespace waymark::access {

// The file of the checkpoints: a line for each, to the end of which alone is written.
class CheckpointFile {
 public:
  // Opens it, or makes it. A last line that was not finished, when a process or the
  // machine stopped while it was written, is dropped. Null while another process
  // has it; throws std::runtime_error when it cannot be read or written.
  static std::unique_ptr<CheckpointFile> Open(const std::string& path);
  ~CheckpointFile();

  // How many entries of each organization's chain the last checkpoints cover.
  const std::map<std::string, int64_t>& covered() const { return covered_; }

  // Returns when it would outlive a failure of power. Throws std::runtime_error when it
  // cannot be written, and leaves nothing of it.
  void Append(const audit::Checkpoint& checkpoint);

 private:
  CheckpointFile(std::string path, int fd) : path_(std::move(path)), fd_(fd) {}
  void Read();
  void Check(bool good) const;

  const std::string path_;
  const int fd_;
  std::map<std::string, int64_t> covered_;
};

}  // namespace waymark::access
