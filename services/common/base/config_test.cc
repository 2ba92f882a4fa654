#include "services/common/base/config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>

namespace waymark {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Config::Environment Of(std::map<std::string, std::string> values) {
  return [values = std::move(values)](const std::string& name) -> std::optional<std::string> {
    const auto found = values.find(name);
    return found == values.end() ? std::nullopt : std::optional(found->second);
  };
}

TEST(ConfigTest, TakesGivenValuesAndDefaults) {
  std::string address, level;
  int workers = 0;
  Config config(Of({{"W_ADDRESS", "unix:/s"}}));
  config.Text("W_ADDRESS", "where", &address)
      .Number("W_WORKERS", "threads", &workers, 8, 1, 64)
      .OneOf("W_LEVEL", "log", &level, {"info", "debug"}, "info");
  EXPECT_THAT(config.Load(), IsEmpty());
  EXPECT_EQ(address, "unix:/s");
  EXPECT_EQ(workers, 8);
  EXPECT_EQ(level, "info");
}

TEST(ConfigTest, ReportsEveryErrorAtOnce) {
  std::string address, level, key;
  int workers = 0;
  Config config(Of({{"W_WORKERS", "8x"}, {"W_LEVEL", "loud"}, {"W_KEY", "/does/not/exist"}}));
  config.Text("W_ADDRESS", "where to listen", &address)
      .Number("W_WORKERS", "threads", &workers, 8, 1, 64)
      .OneOf("W_LEVEL", "log", &level, {"info", "debug"}, "info")
      .SecretFile("W_KEY", "key", &key);
  EXPECT_THAT(config.Load(), ElementsAre("W_ADDRESS is not set: where to listen",
                                         "W_WORKERS must be a whole number from 1 to 64",
                                         "W_LEVEL must be one of info, debug",
                                         "W_KEY names a file that cannot be read: /does/not/exist"));
}

TEST(ConfigTest, ReadsASecretWithoutItsNewline) {
  const std::string path = ::testing::TempDir() + "/waymark_secret";
  std::ofstream(path) << "s3cret\n";
  std::string key;
  Config config(Of({{"W_KEY", path}}));
  config.SecretFile("W_KEY", "key", &key, 6);
  EXPECT_THAT(config.Load(), IsEmpty());
  EXPECT_EQ(key, "s3cret");
}

TEST(ConfigTest, RefusesASecretThatCouldBeGuessed) {
  const std::string path = ::testing::TempDir() + "/waymark_weak_secret";
  std::ofstream(path) << "weak\n";
  std::string key;
  Config config(Of({{"W_KEY", path}}));
  config.SecretFile("W_KEY", "key", &key, 16);
  EXPECT_THAT(config.Load(), ElementsAre("W_KEY names a file of fewer than 16 bytes: " + path));
}

TEST(ConfigTest, HelpShowsEverySettingWithItsDefault) {
  std::string address;
  int workers = 0;
  Config config(Of({}));
  config.Text("W_ADDRESS", "where", &address).Number("W_WORKERS", "threads", &workers, 8, 1, 64);
  EXPECT_THAT(config.Help(), HasSubstr("W_ADDRESS  where [required]"));
  EXPECT_THAT(config.Help(), HasSubstr("W_WORKERS  threads [8]"));
}

}  // namespace
}  // namespace waymark
