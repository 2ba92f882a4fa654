#include "gateway/cli/data_folder.h"

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "gateway/cli/client.h"
#include "services/common/status/error.h"

namespace waymark::cli {
namespace {

namespace fs = std::filesystem;

// A folder of a project, in which somebody stands below its data folder.
class DataFolderTest : public ::testing::Test {
 protected:
  DataFolderTest() {
    for (const char* name : {"WAYMARK_DATA", "WAYMARK_URL", "SUDO_UID"}) unsetenv(name);
    fs::create_directories(project_ / "below");
    fs::create_directory(data_);
    std::ofstream(data_ / "url") << "http://127.0.0.1:1\n";
    chmod(data_.c_str(), 0711);
    chmod((data_ / "url").c_str(), 0644);
    fs::current_path(project_ / "below");
  }
  ~DataFolderTest() override {
    for (const char* name : {"WAYMARK_DATA", "WAYMARK_URL", "SUDO_UID"}) unsetenv(name);
    fs::current_path("/");
    fs::remove_all(project_);
  }

  static std::string Refusal() {
    try {
      FindUrl();
      return "";
    } catch (const Error& error) {
      return error.reason();
    }
  }

  const fs::path project_ =
      fs::canonical(fs::temp_directory_path()) / ("data-folder-" + std::to_string(getpid()));
  const fs::path data_ = project_ / ".waymark";
};

TEST_F(DataFolderTest, IsFoundAbove) {
  EXPECT_EQ(DataFolder(), data_);
  EXPECT_EQ(FindUrl(), "http://127.0.0.1:1");
}

TEST_F(DataFolderTest, IsRefusedWhereOthersMayWriteToIt) {
  for (const fs::path& path : {data_, data_ / "url"}) {
    for (const mode_t mode : {0775, 0757}) {
      chmod(path.c_str(), mode);
      EXPECT_EQ(Refusal(), "DATA_FOLDER_FOREIGN") << path;
    }
    chmod(path.c_str(), 0755);
  }
  EXPECT_EQ(Refusal(), "");
}

TEST_F(DataFolderTest, IsRefusedWhereItBelongsToSomebodyElse) {
  if (geteuid() != 0) GTEST_SKIP() << "only root gives files away";
  for (const fs::path& path : {data_, data_ / "url"}) {
    ASSERT_EQ(chown(path.c_str(), 4'321, 4'321), 0);
    EXPECT_EQ(Refusal(), "DATA_FOLDER_FOREIGN") << path;
    setenv("SUDO_UID", "4321", 1);
    EXPECT_EQ(Refusal(), "") << "of who has become root";
    unsetenv("SUDO_UID");
    ASSERT_EQ(chown(path.c_str(), 0, 0), 0);
  }
}

TEST_F(DataFolderTest, IsWhateverIsNamed) {
  chmod(data_.c_str(), 0777);
  setenv("WAYMARK_DATA", data_.c_str(), 1);
  EXPECT_EQ(Refusal(), "");
  unsetenv("WAYMARK_DATA");
  setenv("WAYMARK_URL", "http://127.0.0.1:2", 1);
  EXPECT_EQ(FindUrl(), "http://127.0.0.1:2") << "the folder is not asked";
}

TEST_F(DataFolderTest, SaysWhichItIsAndWhatToDo) {
  chmod(data_.c_str(), 0777);
  try {
    RequireTrusted(data_);
    FAIL() << "it is trusted";
  } catch (const Error& error) {
    EXPECT_THAT(error.message(),
                ::testing::AllOf(::testing::HasSubstr(data_.string()), ::testing::HasSubstr("WAYMARK_URL"),
                                 ::testing::HasSubstr("WAYMARK_DATA")));
  }
}

}  // namespace
}  // namespace waymark::cli
