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

}  // namespace
}  // namespace waymark::crypto
