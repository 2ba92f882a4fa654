#include "services/common/base/log.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <regex>

namespace waymark {
namespace {

nlohmann::json Logged(LogLevel level, std::string_view message, LogFields fields) {
  ::testing::internal::CaptureStderr();
  Log(level, message, fields);
  const std::string line = ::testing::internal::GetCapturedStderr();
  return line.empty() ? nlohmann::json() : nlohmann::json::parse(line);
}

TEST(LogTest, WritesOneJsonObjectALine) {
  StartLog("courses", "info");
  const auto line = Logged(LogLevel::kWarning, "queue is full", {{"waiting", 64}, {"method", "Get\"X\"\n"}});
  EXPECT_EQ(line["service"], "courses");
  EXPECT_EQ(line["level"], "warning");
  EXPECT_EQ(line["msg"], "queue is full");
  EXPECT_EQ(line["waiting"], 64);
  EXPECT_EQ(line["method"], "Get\"X\"\n");
}

TEST(LogTest, WritesTimesInUtc) {
  EXPECT_TRUE(std::regex_match(Logged(LogLevel::kError, "a line", {})["ts"].get<std::string>(),
                               std::regex("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{6}Z")));
}

TEST(LogTest, KeepsInvalidUtf8FromBreakingTheLine) {
  EXPECT_EQ(Logged(LogLevel::kError, "bad \xff byte", {})["msg"], "bad \xef\xbf\xbd byte");
}

TEST(LogTest, LeavesOutWhatIsBelowTheLevel) {
  StartLog("courses", "warning");
  EXPECT_TRUE(Logged(LogLevel::kInfo, "hello", {}).is_null());
}

}  // namespace
}  // namespace waymark
