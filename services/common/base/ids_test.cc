#include "services/common/base/ids.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

namespace waymark {
namespace {

TEST(UuidTest, IsVersionSevenAndInOrder) {
  std::string before;
  for (int i = 0; i < 10'000; ++i) {
    const std::string id = NewUuid();
    ASSERT_TRUE(IsUuid(id)) << id;
    ASSERT_EQ(id[14], '7');
    ASSERT_NE(std::string("89ab").find(id[19]), std::string::npos);
    ASSERT_LT(before, id);
    before = id;
  }
}

TEST(UuidTest, OnlyTheCanonicalFormIsOne) {
  EXPECT_TRUE(IsUuid("0190a2c4-5b7d-7c3e-8f10-1234567890ab"));
  for (const char* wrong :
       {"", "0190A2C4-5b7d-7c3e-8f10-1234567890ab", "0190a2c45b7d7c3e8f101234567890ab",
        "0190a2c4-5b7d-7c3e-8f10-1234567890ag", "{0190a2c4-5b7d-7c3e-8f10-1234567890ab}"}) {
    EXPECT_FALSE(IsUuid(wrong)) << wrong;
  }
}

TEST(DigestTest, MatchesPublishedVectors) {
  EXPECT_EQ(Hex(Sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  // RFC 4231, test case 2.
  EXPECT_EQ(Hex(HmacSha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_TRUE(IsUuid(DigestUuid("abc")));
  EXPECT_NE(DigestUuid("abc"), DigestUuid("abd"));
}

TEST(Base64Test, IsPaddedAsTheStandardHasIt) {  // RFC 4648 §10
  EXPECT_EQ(Base64(""), "");
  EXPECT_EQ(Base64("f"), "Zg==");
  EXPECT_EQ(Base64("foob"), "Zm9vYg==");
  EXPECT_EQ(Base64("foobar"), "Zm9vYmFy");
  EXPECT_EQ(Base64("\xfb\xff\xbf"), "+/+/");
}

TEST(Base64UrlTest, RoundTripsEveryLength) {
  for (size_t size = 0; size < 40; ++size) {
    const std::string bytes = RandomBytes(size);
    std::string back;
    ASSERT_TRUE(FromBase64Url(Base64Url(bytes), back));
    ASSERT_EQ(back, bytes);
  }
  EXPECT_EQ(Base64Url("\xfb\xff"), "-_8");
}

TEST(Base64UrlTest, RefusesWhatIsNotCanonical) {
  std::string out;
  for (const char* wrong : {"A", "AA=", "AB", "A+/A", "AAA\n"})
    EXPECT_FALSE(FromBase64Url(wrong, out)) << wrong;
}

TEST(SameSecretTest, ComparesContentAndLength) {
  EXPECT_TRUE(SameSecret("token", "token"));
  EXPECT_FALSE(SameSecret("token", "tokem"));
  EXPECT_FALSE(SameSecret("token", "toke"));
}

TEST(DayTest, KnowsTheCalendar) {
  for (const char* day : {"2024-02-29", "1982-01-26", "2000-02-29", "2026-12-31"})
    EXPECT_TRUE(IsDay(day)) << day;
  for (const char* wrong : {"", "2023-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-1-01",
                            "2026-01-32", "26-01-01", "2026/01/01", "-026-01-01", "2026-01-01 "}) {
    EXPECT_FALSE(IsDay(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace waymark
