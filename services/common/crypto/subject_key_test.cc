#include "services/common/crypto/subject_key.h"

#include <gtest/gtest.h>

namespace waymark::crypto {
namespace {

TEST(SubjectKeyTest, OpensWhatItSealed) {
  const std::string key = NewSubjectKey();
  for (const std::string& text : {std::string(), std::string("Ana"), std::string(70'000, 'x')}) {
    EXPECT_EQ(OpenWith(key, "asp|participants/1|e", SealWith(key, "asp|participants/1|e", text)), text);
  }
}

TEST(SubjectKeyTest, NoSealIsLikeAnother) {
  const std::string key = NewSubjectKey();
  EXPECT_NE(SealWith(key, "c", "Ana"), SealWith(key, "c", "Ana"));
  EXPECT_NE(NewSubjectKey(), key);
}

TEST(SubjectKeyTest, AnotherKeyAnotherContextOrAnyFlippedBitOpensNothing) {
  const std::string key = NewSubjectKey();
  const std::string sealed = SealWith(key, "c", "Ana");
  EXPECT_FALSE(OpenWith(NewSubjectKey(), "c", sealed));
  EXPECT_FALSE(OpenWith("", "c", sealed));
  EXPECT_FALSE(OpenWith(key, "d", sealed));
  for (size_t bit = 0; bit < sealed.size() * 8; ++bit) {
    std::string changed = sealed;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << bit % 8));
    EXPECT_FALSE(OpenWith(key, "c", changed)) << bit;
  }
  for (size_t size = 0; size < sealed.size(); ++size)
    EXPECT_FALSE(OpenWith(key, "c", sealed.substr(0, size)));
}

}  // namespace
}  // namespace waymark::crypto
