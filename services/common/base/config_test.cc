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

// What the file of a secret with this content is refused for, whose lines have at least so many bytes.
std::vector<std::string> ErrorsOf(const std::string& content, size_t least, std::string* secret) {
  const std::string path = ::testing::TempDir() + "/waymark_secret";
  std::ofstream(path) << content;
  auto errors = Config(Of({{"W_KEY", path}})).SecretFile("W_KEY", "key", secret, least).Load();
  for (auto& error : errors) error.resize(error.size() - path.size());
  return errors;
}

TEST(ConfigTest, ReadsASecretWithoutItsNewline) {
  std::string key;
  EXPECT_THAT(ErrorsOf("s3cret\n", 6, &key), IsEmpty());
  EXPECT_EQ(key, "s3cret");
}

TEST(ConfigTest, RefusesASecretThatCouldBeGuessed) {
  std::string key;
  EXPECT_THAT(ErrorsOf("weak\n", 16, &key),
              ElementsAre("W_KEY names a file with a line of fewer than 16 bytes: "));
  EXPECT_THAT(ErrorsOf("a strong one of this length\n\nand another one of it\n", 16, &key),
              ElementsAre("W_KEY names a file with a line of fewer than 16 bytes: "));
  EXPECT_THAT(ErrorsOf("\n", 0, &key), ElementsAre("W_KEY names a file that is empty: "));
}

TEST(ConfigTest, APemMayHaveEmptyLines) {
  std::string keys;
  EXPECT_THAT(ErrorsOf("-----END PUBLIC KEY-----\n\n-----BEGIN PUBLIC KEY-----\n", 0, &keys), IsEmpty());
  EXPECT_EQ(keys, "-----END PUBLIC KEY-----\n\n-----BEGIN PUBLIC KEY-----");
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
