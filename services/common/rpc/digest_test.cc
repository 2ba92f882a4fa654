#include "services/common/rpc/digest.h"

#include <gtest/gtest.h>

#include "google/rpc/error_details.pb.h"
#include "services/common/base/ids.h"

namespace waymark::rpc {
namespace {

TEST(DigestOf, IsAUuid) { EXPECT_TRUE(IsUuid(DigestOf(google::rpc::ErrorInfo()))); }

TEST(DigestOf, IsEqualForEqualMessages) {
  google::rpc::ErrorInfo a, b;
  for (int i = 0; i < 100; ++i) (*a.mutable_metadata())[std::to_string(i)] = "x";
  for (int i = 99; i >= 0; --i) (*b.mutable_metadata())[std::to_string(i)] = "x";
  EXPECT_EQ(DigestOf(a), DigestOf(b));
  (*b.mutable_metadata())["7"] = "y";
  EXPECT_NE(DigestOf(a), DigestOf(b));
}

}  // namespace
}  // namespace waymark::rpc
