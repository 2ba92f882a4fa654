#include "gateway/server/path_template.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace waymark::gateway {
namespace {

using Kind = PathTemplate::Segment::Kind;

TEST(PathTemplateTest, TakesAVariableOfSeveralSegmentsAndAVerb) {
  const PathTemplate path = ParsePathTemplate("/v1/{name=organizations/*/cohorts/*}:graduate");
  ASSERT_EQ(path.segments.size(), 5u);
  EXPECT_EQ(path.segments[0].literal, "v1");
  EXPECT_EQ(path.segments[1].literal, "organizations");
  EXPECT_EQ(path.segments[2].kind, Kind::kOne);
  ASSERT_EQ(path.variables.size(), 1u);
  EXPECT_EQ(path.variables[0].field_path, "name");
  EXPECT_EQ(path.variables[0].begin, 1u);
  EXPECT_EQ(path.variables[0].end, 5u);
  EXPECT_EQ(path.verb, "graduate");
}

TEST(PathTemplateTest, TakesASimpleVariableAndANestedField) {
  const PathTemplate path = ParsePathTemplate("/v1/units/{unit.name}");
  ASSERT_EQ(path.variables.size(), 1u);
  EXPECT_EQ(path.variables[0].field_path, "unit.name");
  EXPECT_EQ(path.segments[2].kind, Kind::kOne);
}

TEST(PathTemplateTest, LetsARestTakeAllThatIsLeft) {
  const PathTemplate path = ParsePathTemplate("/v1/{name=files/**}");
  EXPECT_EQ(path.segments[2].kind, Kind::kRest);
  EXPECT_EQ(path.variables[0].end, std::string::npos);
}

class BadTemplateTest : public testing::TestWithParam<const char*> {};

TEST_P(BadTemplateTest, IsRefused) { EXPECT_THROW(ParsePathTemplate(GetParam()), std::invalid_argument); }

INSTANTIATE_TEST_SUITE_P(All, BadTemplateTest,
                         testing::Values("", "v1", "/", "/v1//x", "/v1/", "/v1/{", "/v1/{}", "/v1/{=*}",
                                         "/v1/{a=}", "/v1/{a={b}}", "/v1/{a=*", "/v1/**/x",
                                         "/v1/x:", "/v1/x:y/z", "/v1/a*", "/v1/***", "/v1/x}"));

TEST(PercentDecodeTest, UndoesEscapes) {
  EXPECT_EQ(PercentDecode("~HQ%2F1%3aa"), "~HQ/1:a");
  EXPECT_EQ(PercentDecode("a+b"), "a+b");
  EXPECT_EQ(PercentDecode("a+b%2B", /*plus_is_space=*/true), "a b+");
}

TEST(PercentDecodeTest, RefusesBrokenEscapes) {
  for (const char* text : {"%", "%2", "%zz", "a%2", "%-1", "% 1"})
    EXPECT_EQ(PercentDecode(text), std::nullopt) << text;
}

}  // namespace
}  // namespace waymark::gateway
