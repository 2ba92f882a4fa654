#include "services/access/totp.h"

#include <gmock/gmock.h>

#include "services/access/base32.h"

namespace waymark::access {
namespace {

using ::testing::Eq;
using ::testing::Optional;

constexpr char kSecret[] = "12345678901234567890";

TimePoint At(int64_t seconds) { return TimePoint(std::chrono::seconds(seconds)); }

TEST(TotpTest, GivesAllOfRfc6238sSha1Vectors) {
  const std::pair<int64_t, const char*> vectors[] = {{59, "94287082"},         {1111111109, "07081804"},
                                                     {1111111111, "14050471"}, {1234567890, "89005924"},
                                                     {2000000000, "69279037"}, {20000000000, "65353130"}};
  for (const auto& [seconds, code] : vectors) {
    EXPECT_EQ(TotpCode(kSecret, TotpStepOf(At(seconds)), 8), code) << seconds;
    EXPECT_EQ(TotpCode(kSecret, TotpStepOf(At(seconds))), std::string(code).substr(2)) << seconds;
  }
}

TEST(TotpTest, GivesAllOfRfc4226sVectors) {
  const char* codes[] = {"755224", "287082", "359152", "969429", "338314",
                         "254676", "287922", "162583", "399871", "520489"};
  for (int64_t counter = 0; counter < 10; ++counter)
    EXPECT_EQ(TotpCode(kSecret, counter), codes[counter]) << counter;
}

TEST(TotpTest, AStepIsHalfAMinute) {
  EXPECT_EQ(TotpStepOf(At(0)), 0);
  EXPECT_EQ(TotpStepOf(At(29)), 0);
  EXPECT_EQ(TotpStepOf(At(30)), 1);
  EXPECT_EQ(TotpStepOf(At(59)), 1);
}

TEST(TotpTest, OneStepBeforeAndAfterIsTakenAndNoneElse) {
  const TimePoint now = At(1'700'000'010);
  const int64_t step = TotpStepOf(now);
  for (int64_t offset = -3; offset <= 3; ++offset) {
    const auto found = TotpStepFor(kSecret, TotpCode(kSecret, step + offset), now, 0);
    if (offset >= -1 && offset <= 1) {
      EXPECT_THAT(found, Optional(step + offset)) << offset;
    } else {
      EXPECT_THAT(found, Eq(std::nullopt)) << offset;
    }
  }
}

TEST(TotpTest, AStepThatWasUsedOrPassedIsNotTakenAgain) {
  const TimePoint now = At(1'700'000'010);
  const int64_t step = TotpStepOf(now);
  EXPECT_THAT(TotpStepFor(kSecret, TotpCode(kSecret, step), now, step - 1), Optional(step));
  EXPECT_THAT(TotpStepFor(kSecret, TotpCode(kSecret, step), now, step), Eq(std::nullopt));
  EXPECT_THAT(TotpStepFor(kSecret, TotpCode(kSecret, step - 1), now, step), Eq(std::nullopt));
  EXPECT_THAT(TotpStepFor(kSecret, TotpCode(kSecret, step + 1), now, step), Optional(step + 1));
}

TEST(TotpTest, WhatIsNoCodeIsNotTaken) {
  const TimePoint now = At(59);
  for (const char* code : {"", "28708", "2870822", "94287082", "abcdef", "287 082", "000000"})
    EXPECT_THAT(TotpStepFor(kSecret, code, now, 0), Eq(std::nullopt)) << code;
  EXPECT_THAT(TotpStepFor("another secret of 20", "287082", now, 0), Eq(std::nullopt));
}

TEST(TotpTest, TheUriSaysAllThatApplicationsAskFor) {
  EXPECT_EQ(TotpUri("GEZDGNBV", "ana hoxha@police.example/ë"),
            "otpauth://totp/Waymark:ana%20hoxha%40police.example%2F%C3%AB?secret=GEZDGNBV&issuer=Waymark"
            "&algorithm=SHA1&digits=6&period=30");
}

TEST(Base32Test, GivesAllOfRfc4648sVectorsWithoutPadding) {
  const std::pair<const char*, const char*> vectors[] = {{"", ""},
                                                         {"f", "MY"},
                                                         {"fo", "MZXQ"},
                                                         {"foo", "MZXW6"},
                                                         {"foob", "MZXW6YQ"},
                                                         {"fooba", "MZXW6YTB"},
                                                         {"foobar", "MZXW6YTBOI"}};
  for (const auto& [bytes, text] : vectors) EXPECT_EQ(Base32(bytes), text);
  EXPECT_EQ(Base32(kSecret), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  EXPECT_EQ(Base32(std::string("\xff\x00\x80", 3)), "74AIA");
}

}  // namespace
}  // namespace waymark::access
