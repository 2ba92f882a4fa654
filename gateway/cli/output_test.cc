#include "gateway/cli/output.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "gateway/cli/csv.h"

namespace waymark::cli {
namespace {

namespace fs = std::filesystem;

std::string ContentOf(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

std::string CodeOf(const std::function<void()>& action) {
  try {
    action();
  } catch (const CsvError& error) {
    return error.code;
  }
  return "";
}

class OutputFileTest : public ::testing::Test {
 protected:
  OutputFileTest() { fs::create_directory(folder_); }
  ~OutputFileTest() override { fs::remove_all(folder_); }

  const fs::path folder_ = fs::path(::testing::TempDir()) / ("output" + std::to_string(getpid()));
  const std::string path_ = folder_ / "out.csv";
};

TEST_F(OutputFileTest, TakesItsPlaceWhenItIsFinished) {
  std::ofstream(path_) << "of before";
  OutputFile out(path_);
  out.Write("new");
  EXPECT_EQ(ContentOf(path_), "of before");
  out.Finish();
  EXPECT_EQ(ContentOf(path_), "new");
}

TEST_F(OutputFileTest, WhatIsNotFinishedLeavesNothing) {
  { OutputFile(path_).Write("half"); }
  EXPECT_TRUE(fs::is_empty(folder_));
}

TEST_F(OutputFileTest, AFullDiskIsNoSuccess) {
  EXPECT_EQ(CodeOf([] {
              OutputFile out("/dev/full");
              out.Write("row");
              out.Finish();
            }),
            "FILE_NOT_WRITABLE");
}

TEST_F(OutputFileTest, AFolderThatIsNotThereIsNamed) {
  EXPECT_EQ(CodeOf([this] { OutputFile(folder_ / "none" / "out.csv"); }), "FILE_NOT_WRITABLE");
}

}  // namespace
}  // namespace waymark::cli
