#include "services/common/base/descriptors.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <stdexcept>

namespace waymark {
namespace {

TEST(DescriptorLimitTest, IsRaisedToWhatTheSystemAllows) {
  rlimit limit{};
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &limit), 0);
  limit.rlim_cur = 64;
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &limit), 0);
  RaiseDescriptorLimit(65);
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &limit), 0);
  EXPECT_EQ(limit.rlim_cur, limit.rlim_max);
}

TEST(DescriptorLimitTest, IsAnErrorWhereTheSystemDoesNotAllowEnough) {
  rlimit limit{};
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &limit), 0);
  EXPECT_THROW(RaiseDescriptorLimit(limit.rlim_max + 1), std::runtime_error);
}

}  // namespace
}  // namespace waymark
