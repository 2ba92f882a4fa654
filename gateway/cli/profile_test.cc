#include "gateway/cli/profile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace waymark::cli {
namespace {

using ::testing::ElementsAre;

class ProfileTest : public ::testing::Test {
 protected:
  void SetUp() override { Write("runs.csv", "run,length\n2013J,268\n2014B,240\n"); }

  void Write(const std::string& name, const std::string& content) {
    std::ofstream(Folder() + name) << content;
  }
  static std::string Folder() { return ::testing::TempDir() + "/"; }

  // The one canonical column `c` of a row.
  std::string Apply(const std::string& value, std::vector<std::string> fields) {
    Write("profile.json",
          R"({"joins": [{"file": "runs.csv", "on": ["run"]}], "columns": {"c": )" + value + "}}");
    Profile profile(Folder() + "profile.json", Folder());
    profile.Bind({"run", "student", "day", "result"});
    return profile.Apply({.number = 17, .fields = std::move(fields)}).at(0);
  }
  std::string ErrorOf(const std::string& value, std::vector<std::string> fields) {
    try {
      Apply(value, std::move(fields));
    } catch (const CsvError& error) {
      return error.code + " " + std::to_string(error.row) + " " + error.column;
    }
    return "no error";
  }
  const std::vector<std::string> row_ = {"2013J", "42", "-7", "Pass"};
};

TEST_F(ProfileTest, FillsTemplates) {
  EXPECT_EQ(Apply(R"("{run}-{student}")", row_), "2013J-42");
  EXPECT_EQ(Apply(R"("fixed")", row_), "fixed");
  EXPECT_EQ(Apply(R"("{day}/{result}")", {"2013J", "42", "", ""}), "");
}

TEST_F(ProfileTest, AddsColumnsOfAJoin) {
  EXPECT_EQ(Apply(R"("{length}")", row_), "268");
  EXPECT_EQ(Apply(R"("{length}")", {"1999X", "42", "0", "Pass"}), "");
}

TEST_F(ProfileTest, MapsValues) {
  const std::string map = R"({"from": "{result}", "values": {"Pass": "graduated"}})";
  EXPECT_EQ(Apply(map, row_), "graduated");
  EXPECT_EQ(Apply(map, {"2013J", "42", "0", ""}), "");
  EXPECT_EQ(ErrorOf(map, {"2013J", "42", "0", "Maybe"}), "VALUE_INVALID 17 c");
  EXPECT_EQ(Apply(R"({"from": "{result}", "values": {}, "otherwise": "failed"})", row_), "failed");
}

TEST_F(ProfileTest, CountsDaysFromADay) {
  const std::string days =
      R"({"from": "{day}", "days_after": {"from": "{run}", "values": {"2013J": "2013-10-01"}}})";
  EXPECT_EQ(Apply(days, row_), "2013-09-24");
  EXPECT_EQ(Apply(days, {"2013J", "42", "", ""}), "");
  EXPECT_EQ(ErrorOf(days, {"2013J", "42", "soon", ""}), "VALUE_INVALID 17 c");
}

TEST_F(ProfileTest, ReadsDatesOfOtherForms) {
  const std::string date = R"({"from": "{day}", "date": "%d/%m/%Y"})";
  EXPECT_EQ(Apply(date, {"", "", "29/02/2024", ""}), "2024-02-29");
  EXPECT_EQ(ErrorOf(date, {"", "", "30/02/2024", ""}), "VALUE_INVALID 17 c");
}

TEST_F(ProfileTest, TakesTheFirstThatIsNotEmpty) {
  const std::string list = R"([{"from": "{day}", "when": {"{result}": ["Fail", "Withdrawn"]}}, "{student}"])";
  EXPECT_EQ(Apply(list, row_), "42");
  EXPECT_EQ(Apply(list, {"2013J", "42", "-7", "Fail"}), "-7");
}

TEST_F(ProfileTest, NamesAColumnThatTheFileLacks) {
  EXPECT_EQ(ErrorOf(R"("{nobody}")", row_), "COLUMN_MISSING 1 nobody");
  EXPECT_EQ(ErrorOf(R"({"from": "{run}", "valeus": {}})", row_), "PROFILE_INVALID 0 ");
}

}  // namespace
}  // namespace waymark::cli
