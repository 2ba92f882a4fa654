#include "services/common/db/params.h"

#include <gmock/gmock.h>

#include "services/common/status/error.h"

namespace waymark::db {
namespace {

using ::testing::ElementsAre;

std::string Only(const Params& params) {
  constexpr std::string_view kNames[] = {"p"};
  const char* value = params.InOrderOf("q", kNames)[0];
  return value ? value : "(null)";
}

TEST(ParamsTest, WritesValuesAsPostgresReadsThem) {
  EXPECT_EQ(Only(Params().Set("p", 42)), "42");
  EXPECT_EQ(Only(Params().Set("p", true)), "true");
  EXPECT_EQ(Only(Params().Set("p", 0.1)), "0.1");
  EXPECT_EQ(Only(Params().Set("p", "O'Neil")), "O'Neil");
  EXPECT_EQ(Only(Params().Set("p", Bytes{std::string_view("\0\xff", 2)})), "\\x00ff");
  EXPECT_EQ(Only(Params().Set("p", TimePoint())), "1970-01-01T00:00:00.000000Z");
  EXPECT_EQ(Only(Params().SetOrNull("p", "")), "(null)");
  EXPECT_EQ(Only(Params().Set("p", std::optional<int>())), "(null)");
}

TEST(ParamsTest, QuotesArrayElements) {
  const std::vector<std::optional<std::string>> values = {"a,b",        "say \"hi\"", "back\\slash", "",
                                                          std::nullopt, "NULL",       "{}"};
  EXPECT_EQ(Only(Params().Set("p", values)), R"({"a,b","say \"hi\"","back\\slash","",NULL,"NULL","{}"})");
  EXPECT_EQ(Only(Params().Set("p", std::vector<int>())), "{}");
  EXPECT_EQ(Only(Params().Set("p", std::vector<std::optional<int>>{std::nullopt, 1})), R"({NULL,"1"})");
}

TEST(ParamsTest, HasTheTextOfAnArrayOfBytesToo) {
  const std::vector<std::optional<Bytes>> values = {Bytes{"a"}, std::nullopt, Bytes{""}, Bytes{"\"\\"}};
  EXPECT_EQ(Only(Params().Set("p", values)), R"({"\\x61",NULL,"\\x","\\x225c"})");
  EXPECT_EQ(Only(Params().Set("p", std::vector<Bytes>())), "{}");
}

TEST(ParamsTest, BindsBytesInBinaryForm) {
  const std::string bytes("\0\xff", 2);
  const auto params = Params()
                          .Set("n", 42)
                          .Set("b", Bytes{bytes})
                          .Set("a", std::vector{Bytes{"x"}})
                          .Set("none", std::nullopt);
  constexpr std::string_view kNames[] = {"b", "n", "none", "a"};
  const auto [values, lengths, formats] = params.Bind("q", kNames);
  EXPECT_THAT(formats, ElementsAre(1, 0, 0, 1));
  EXPECT_EQ(std::string(values[0], static_cast<size_t>(lengths[0])), bytes);
  EXPECT_STREQ(values[1], "42");
  EXPECT_EQ(values[2], nullptr);
  EXPECT_EQ(lengths[3], 20 + 4 + 1);  // head, length of the element, element
}

TEST(ParamsTest, LastValueOfANameStands) { EXPECT_EQ(Only(Params().Set("p", 1).Set("p", 2)), "2"); }

TEST(ParamsTest, MissingParameterIsOurError) {
  try {
    Only(Params().Set("other", 1));
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), Code::kInternal);
  }
}

}  // namespace
}  // namespace waymark::db
