#include <gmock/gmock.h>

#include <set>

#include "services/access/passwords.h"
#include "services/access/recovery_codes.h"
#include "services/access/token_text.h"
#include "services/common/base/ids.h"
#include "services/common/status/error.h"

namespace waymark::access {
namespace {

using ::testing::Eq;
using ::testing::MatchesRegex;

TEST(RecoveryCodesTest, AreLegibleAndDifferent) {
  std::set<std::string> codes;
  for (int i = 0; i < 1000; ++i) codes.insert(NewRecoveryCode());
  EXPECT_EQ(codes.size(), 1000u);
  EXPECT_THAT(*codes.begin(), MatchesRegex("([a-z2-7]{4}-){6}[a-z2-7]{2}"));
}

TEST(RecoveryCodesTest, CaseDashesAndSpacesDoNotMatter) {
  const std::string digest = RecoveryDigest("abcd-efgh-ijkl-mnop");
  EXPECT_EQ(digest.size(), 32u);
  for (const char* typed : {"ABCD-EFGH-IJKL-MNOP", "abcdefghijklmnop", "abcd efgh ijkl mnop"})
    EXPECT_EQ(RecoveryDigest(typed), digest) << typed;
  EXPECT_NE(RecoveryDigest("abcd-efgh-ijkl-mnoq"), digest);
}

TEST(TokenTextTest, WhatWasFormattedIsParsed) {
  for (int i = 0; i < 2000; ++i) {
    const TokenText token{.id = NewUuid(), .secret = NewSecret()};
    const std::string text = FormatToken(token);
    ASSERT_EQ(text.size(), 70u);
    const auto parsed = ParseToken(text);
    ASSERT_TRUE(parsed) << text;
    EXPECT_EQ(parsed->id, token.id);
    EXPECT_EQ(parsed->secret, token.secret);
  }
}

TEST(TokenTextTest, UnderscoresInItsPartsDoNotMatter) {
  // 0xff… is all `_` and `-` in base64url.
  const std::string text = "wmk_" + std::string(21, '_') + "w_" + std::string(42, '_') + "8";
  const auto parsed = ParseToken(text);
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->id, "ffffffff-ffff-ffff-ffff-ffffffffffff");
  EXPECT_EQ(FormatToken(*parsed), text);
}

TEST(TokenTextTest, OtherTextsAreNone) {
  const std::string good = FormatToken({.id = NewUuid(), .secret = NewSecret()});
  std::string other_prefix = good, no_separator = good, not_base64 = good;
  other_prefix[0] = 'W';
  no_separator[26] = '-';
  not_base64[40] = '=';
  for (const auto& text : {std::string(), std::string("wmk_"), good.substr(1), good.substr(0, 69), good + "A",
                           other_prefix, no_separator, not_base64, std::string(70, ' ')}) {
    EXPECT_THAT(ParseToken(text).has_value(), Eq(false)) << text;
  }
}

TEST(PasswordsTest, AHashIsOfOnePasswordAndHasItsOwnSalt) {
  PasswordTurns turns;
  const PasswordTurns::Turn turn(turns);
  const std::string hash = HashPassword(turn, "correct horse battery");
  EXPECT_THAT(hash, ::testing::StartsWith("$argon2id$v=19$m=65536,t=3,p=1$"));
  EXPECT_NE(HashPassword(turn, "correct horse battery"), hash);
  EXPECT_TRUE(IsPassword(turn, "correct horse battery", hash));
  EXPECT_FALSE(IsPassword(turn, "correct horse batterx", hash));
  EXPECT_FALSE(IsPassword(turn, "", hash));
  EXPECT_FALSE(IsPassword(turn, "", ""));
  EXPECT_FALSE(IsPassword(turn, "correct horse battery", ""));
}

}  // namespace
}  // namespace waymark::access
