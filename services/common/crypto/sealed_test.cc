#include "services/common/crypto/sealed.h"

#include <gtest/gtest.h>

#include "services/common/status/error.h"

namespace waymark::crypto {
namespace {

TEST(SealerTest, OpensWhatItSealedAndNothingElse) {
  const Sealer sealer("a key for tests", "totp"), other("another key for tests", "totp"),
      other_purpose("a key for tests", "mail");
  const std::string sealed = sealer.Seal("secret");
  EXPECT_EQ(sealer.Open(sealed), "secret");
  EXPECT_EQ(sealer.Open(sealer.Seal("")), "");
  EXPECT_NE(sealer.Seal("secret"), sealed) << "two that are equal do not show it";
  EXPECT_THROW(other.Open(sealed), Error);
  EXPECT_THROW(other_purpose.Open(sealed), Error);
  EXPECT_THROW(sealer.Open(""), Error);
  EXPECT_THROW(sealer.Open(sealed.substr(0, 39)), Error);
  for (size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] ^= 1;
    EXPECT_THROW(sealer.Open(changed), Error) << i;
  }
}

TEST(SealerTest, OfSeveralKeysTheFirstSealsAndAllOpen) {
  const Sealer before("a key of last year", "totp"), both("a key of today\na key of last year", "totp"),
      after("a key of today", "totp");
  const std::string old = before.Seal("secret");
  EXPECT_EQ(both.Open(old), "secret");
  EXPECT_EQ(after.Open(both.Seal("secret")), "secret");
  EXPECT_THROW(before.Open(both.Seal("secret")), Error);
  EXPECT_THROW(after.Open(old), Error);
  EXPECT_TRUE(both.has_earlier());
  EXPECT_FALSE(after.has_earlier());
}

TEST(SealerTest, WhatAnEarlierKeySealedIsRenewedOnce) {
  const Sealer before("a key of last year", "totp"), both("a key of today\na key of last year", "totp"),
      after("a key of today", "totp");
  const auto renewed = both.Renewed(before.Seal("secret"));
  ASSERT_TRUE(renewed);
  EXPECT_EQ(after.Open(*renewed), "secret");
  EXPECT_FALSE(both.Renewed(*renewed));
  EXPECT_THROW(both.Renewed(Sealer("another key", "totp").Seal("secret")), Error);
}

}  // namespace
}  // namespace waymark::crypto
