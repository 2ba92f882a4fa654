#include "services/common/rpc/filter.h"

#include <gmock/gmock.h>

#include "services/common/status/error.h"
#include "waymark/options/v1/options.pb.h"

namespace waymark::rpc {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

std::map<std::string, std::string> Parse(std::string_view filter) {
  return ParseFilter(filter, {"sex", "unit", "display_name"});
}

std::string DescriptionOfErrorIn(std::string_view filter) {
  try {
    Parse(filter);
  } catch (const Error& error) {
    EXPECT_EQ(error.reason(), "FIELD_INVALID");
    EXPECT_EQ(error.violations().at(0).field, "filter");
    return error.violations().at(0).description;
  }
  return "no error";
}

TEST(ParseFilter, OfNothingIsEmpty) {
  EXPECT_THAT(Parse(""), IsEmpty());
  EXPECT_THAT(Parse("   "), IsEmpty());
}

TEST(ParseFilter, ReadsBareAndQuotedValues) {
  EXPECT_THAT(Parse("sex=SEX_FEMALE"), UnorderedElementsAre(Pair("sex", "SEX_FEMALE")));
  EXPECT_THAT(Parse(" sex = \"a b\" "), UnorderedElementsAre(Pair("sex", "a b")));
  EXPECT_THAT(Parse("unit = organizations/asp/units/~HQ-1"),
              UnorderedElementsAre(Pair("unit", "organizations/asp/units/~HQ-1")));
  EXPECT_THAT(Parse("display_name = \"\""), UnorderedElementsAre(Pair("display_name", "")));
}

TEST(ParseFilter, ReadsEscapesAndPrefixes) {
  EXPECT_THAT(Parse(R"(display_name = "a \"b\" \\ AND c = d")"),
              UnorderedElementsAre(Pair("display_name", R"(a "b" \ AND c = d)")));
  EXPECT_THAT(Parse("display_name = \"Ana*\""), UnorderedElementsAre(Pair("display_name", "Ana*")));
  EXPECT_THAT(Parse("display_name = Åsa*"), UnorderedElementsAre(Pair("display_name", "Åsa*")));
}

TEST(ParseFilter, JoinsByAnd) {
  EXPECT_THAT(Parse("sex = SEX_MALE AND unit=\"x\"  AND display_name = A*"),
              UnorderedElementsAre(Pair("sex", "SEX_MALE"), Pair("unit", "x"), Pair("display_name", "A*")));
}

TEST(ParseFilter, NamesTheFieldsThatThereAre) {
  EXPECT_EQ(DescriptionOfErrorIn("sex = 1 AND age = 3"),
            "at byte 13: there is no field `age` to filter by; use sex, unit, display_name");
  EXPECT_THROW(ParseFilter("a = b", {}), Error);
}

TEST(ParseFilter, RefusesWhatItDoesNotKnow) {
  EXPECT_THAT(DescriptionOfErrorIn("sex"), HasSubstr("expected `=`"));
  EXPECT_THAT(DescriptionOfErrorIn("sex != 1"), HasSubstr("expected `=`"));
  EXPECT_THAT(DescriptionOfErrorIn("sex : 1"), HasSubstr("expected `=`"));
  EXPECT_THAT(DescriptionOfErrorIn("sex ="), HasSubstr("expected a value"));
  EXPECT_THAT(DescriptionOfErrorIn("sex = = 1"), HasSubstr("expected a value"));
  EXPECT_THAT(DescriptionOfErrorIn("sex = 'a'"), HasSubstr("expected a value"));
  EXPECT_THAT(DescriptionOfErrorIn("sex = a OR unit = b"), HasSubstr("expected AND"));
  EXPECT_THAT(DescriptionOfErrorIn("sex = \"a\"AND unit = b"), HasSubstr("expected AND"));
  EXPECT_THAT(DescriptionOfErrorIn("sex = a AND"), HasSubstr("expected AND"));
  EXPECT_THAT(DescriptionOfErrorIn("sex = a AND "), HasSubstr("expected the name of a field"));
  EXPECT_THAT(DescriptionOfErrorIn("(sex = a)"), HasSubstr("expected the name of a field"));
  EXPECT_THAT(DescriptionOfErrorIn("sex = a AND sex = b"), HasSubstr("`sex` appears twice"));
  EXPECT_THAT(DescriptionOfErrorIn("sex = \"a"), HasSubstr("at byte 7: the quotes are not closed"));
  EXPECT_THAT(DescriptionOfErrorIn("sex = \"a\\n\""), HasSubstr("after `\\`"));
  EXPECT_THAT(DescriptionOfErrorIn("sex = \"a\\"), HasSubstr("after `\\`"));
}

TEST(FilterTest, ARangeIsAWholeTextOrAllThatBeginWithIt) {
  const auto whole = RangeFilter({{"title", "Chief"}}, "title");
  EXPECT_EQ(whole.from, "Chief");
  EXPECT_EQ(whole.to, "");
  const auto beginning = RangeFilter({{"title", "Chi*"}}, "title");
  EXPECT_EQ(beginning.from, "Chi");
  EXPECT_GT("Chi" + beginning.to, "Chi\xF4\x8F\xBF\xBE");  // U+10FFFE
  EXPECT_EQ(RangeFilter({}, "title").from, std::nullopt);
}

TEST(FilterTest, EnumValuesAreNamedWithoutTheirPrefix) {
  const auto* type = waymark::options::v1::Format_descriptor();
  EXPECT_EQ(EnumFilter({{"format", "UUID"}}, "format", type), 3);
  EXPECT_EQ(EnumFilter({}, "format", type), std::nullopt);
  EXPECT_THROW(EnumFilter({{"format", "FORMAT_UUID"}}, "format", type), Error);
  EXPECT_THROW(EnumFilter({{"format", "none"}}, "format", type), Error);
}

TEST(FilterTest, BoolsAreTrueOrFalse) {
  EXPECT_EQ(BoolFilter({{"open", "true"}}, "open"), true);
  EXPECT_EQ(BoolFilter({{"open", "false"}}, "open"), false);
  EXPECT_EQ(BoolFilter({}, "open"), std::nullopt);
  EXPECT_THROW(BoolFilter({{"open", "yes"}}, "open"), Error);
}

}  // namespace
}  // namespace waymark::rpc
