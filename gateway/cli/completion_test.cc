#include "gateway/cli/completion.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <memory>
#include <string>

#include "gateway/cli/manual.h"

namespace waymark::cli {
namespace {

class CompletionTest : public testing::Test {
 protected:
  CompletionTest() {
    app_.add_flag("-q,--quiet", quiet_, "say nothing");
    auto* import = app_.add_subcommand("import", "take a file in");
    import->add_option("KIND", text_, "what it holds")->check(CLI::IsMember({"units", "posts"}));
    import->add_option("FILE", text_, "where it is");
    import->add_option("-e,--errors", text_, "where they go");
    auto* events = app_.add_subcommand("events", "streams");
    events->add_subcommand("replay", "again")
        ->add_option("--to", text_, "whom")
        ->check(CLI::IsMember({"audit", "evaluation"}));
    auto* which = events->add_subcommand("list", "those that are parked")->add_option_group("which");
    which->add_flag("--all", quiet_, "of everybody");
    std::ofstream(script_) << CompletionScript(app_);
  }

  // What bash offers for the last of the words.
  std::string Offered(const std::string& words) {
    const std::string command =
        "bash -c 'source " + script_ + "; COMP_WORDS=(" + words +
        "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _waymark; echo \"${COMPREPLY[*]}\"'";
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    std::string offered;
    for (int c; (c = std::fgetc(pipe.get())) != EOF && c != '\n';) offered += static_cast<char>(c);
    return offered;
  }

  CLI::App app_;
  bool quiet_ = false;
  std::string text_;
  const std::string script_ = testing::TempDir() + "completion_of_waymark.bash";
};

TEST_F(CompletionTest, OffersTheCommandsThatBeginSo) {
  EXPECT_EQ(Offered("waymark \"\""), "import events");
  EXPECT_EQ(Offered("waymark im"), "import");
  EXPECT_EQ(Offered("waymark events \"\""), "replay list");
}

TEST_F(CompletionTest, OffersTheNamedValuesOfWhatStandsFirst) {
  EXPECT_EQ(Offered("waymark import \"\""), "units posts");
  EXPECT_EQ(Offered("waymark import po"), "posts");
}

TEST_F(CompletionTest, OffersOptionsOfTheCommandAndOfAll) {
  EXPECT_EQ(Offered("waymark import units --e"), "--errors");
  EXPECT_EQ(Offered("waymark import units --q"), "--quiet");
  EXPECT_EQ(Offered("waymark events replay -"), "-h --help --to -q --quiet");
  EXPECT_EQ(Offered("waymark events list --"), "--help --all --quiet");
}

TEST_F(CompletionTest, OffersTheNamedValuesOfAnOption) {
  EXPECT_EQ(Offered("waymark events replay --to \"\""), "audit evaluation");
}

TEST_F(CompletionTest, LeavesTheRestToTheNamesOfFiles) {
  EXPECT_EQ(Offered("waymark import units \"\""), "");
  EXPECT_EQ(Offered("waymark import --errors im"), "");
}

TEST(ManualPageTest, TellsOfEachCommandWhatItTakes) {
  CLI::App app("What it is.");
  std::string text;
  app.add_subcommand("import", "take a file in")
      ->add_option("-e,--errors", text, "where they go")
      ->required();
  const std::string page = ManualPage(app);
  EXPECT_NE(page.find(".SS waymark import\n"), std::string::npos) << page;
  EXPECT_NE(page.find("\\fB\\-e\\fR, \\fB\\-\\-errors\\fR \\fIvalue\\fR\nwhere they go\n"), std::string::npos)
      << page;
}

}  // namespace
}  // namespace waymark::cli
