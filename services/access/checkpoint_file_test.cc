#include "services/access/checkpoint_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "services/common/testing/process.h"

namespace waymark::access {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

audit::Checkpoint CheckpointOf(int64_t entries) {
  return {.organization_id = "asp",
          .entries = entries,
          .hash = std::string(32, 'h'),
          .time = "2026-03-01T09:00:00Z",
          .key_id = "key",
          .signature = std::string(64, 's')};
}

// While it lives, no file can become longer than this: as on a disk that is full.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) : signal_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit = {bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FullDisk() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, signal_);
  }

 private:
  void (*const signal_)(int);
  rlimit before_ = {};
};

TEST(CheckpointFileTest, OfALineThatDidNotFitNothingIsLeft) {
  const testing::Folder folder;
  const std::string path = folder / "checkpoints";
  auto file = CheckpointFile::Open(path);
  file->Append(CheckpointOf(1'000));
  const auto whole = std::filesystem::file_size(path);
  {
    const FullDisk disk(whole + 10);
    EXPECT_THROW(file->Append(CheckpointOf(2'000)), std::runtime_error);
  }
  EXPECT_EQ(std::filesystem::file_size(path), whole);
  EXPECT_THAT(file->covered(), ElementsAre(Pair("asp", 1'000)));
  file->Append(CheckpointOf(3'000));
  file.reset();
  EXPECT_THAT(CheckpointFile::Open(path)->covered(), ElementsAre(Pair("asp", 3'000)));
}

TEST(CheckpointFileTest, AFileWithALineThatIsNoneIsRefused) {
  const testing::Folder folder;
  const std::string path = folder / "checkpoints";
  std::ofstream(path) << "something\n";
  EXPECT_THROW(CheckpointFile::Open(path), std::runtime_error);
}

}  // namespace
}  // namespace waymark::access
