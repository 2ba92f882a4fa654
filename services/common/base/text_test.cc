#include "services/common/base/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace waymark {
namespace {

using ::testing::ElementsAre;

TEST(SplitTest, KeepsEmptyParts) {
  EXPECT_THAT(Split("a//b/", '/'), ElementsAre("a", "", "b", ""));
  EXPECT_THAT(Split("", '/'), ElementsAre(""));
}

TEST(TrimmedTest, TakesAwayWhatIsAroundAndNothingWithin) {
  EXPECT_EQ(Trimmed(" \ta b\t "), "a b");
  EXPECT_EQ(Trimmed("a"), "a");
  EXPECT_EQ(Trimmed(" \t"), "");
  EXPECT_EQ(Trimmed(""), "");
}

TEST(Utf8Test, AcceptsEveryScript) {
  for (const char* text : {"", "Ana", "Ëngjëll Çela", "Ђорђе", "გიორგი", "𝒜😀", "\x7f"})
    EXPECT_TRUE(IsUtf8(text)) << text;
}

TEST(Utf8Test, RefusesOverlongFormsSurrogatesAndCutSequences) {
  for (const char* text :
       {"\xff", "\xc0\x80", "\xe0\x80\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xc3", "M\xfcller"}) {
    EXPECT_FALSE(IsUtf8(text));
  }
}

TEST(Utf8Test, CountsCodePoints) { EXPECT_EQ(CodePoints("Ђорђе😀"), 6u); }

TEST(TextTest, PercentEncodedHoldsUnreservedCharactersOnly) {
  EXPECT_EQ(PercentEncoded("azAZ09-._~"), "azAZ09-._~");
  EXPECT_EQ(PercentEncoded("a b+c&d=e/f%\n"), "a%20b%2Bc%26d%3De%2Ff%25%0A");
  EXPECT_EQ(PercentEncoded("ë"), "%C3%AB");
  EXPECT_EQ(PercentEncoded(""), "");
}

TEST(TextTest, PrintableIsShortAndHoldsNothingThatCouldDoHarm) {
  EXPECT_EQ(Printable("curl/8.1", 300), "curl/8.1");
  EXPECT_EQ(Printable("a\nb\x7f\xc3\xa9", 300), "a?b???");
  EXPECT_EQ(Printable("abcdef", 3), "abc");
}

}  // namespace
}  // namespace waymark
