#include "services/common/events/read_size.h"

#include <gtest/gtest.h>

namespace waymark::events {
namespace {

TEST(ReadSize, IsTheMostForOrdinaryEvents) {
  EXPECT_EQ(NextReadCount(1'000, 1'000, 700'000), 1'000);
  EXPECT_EQ(NextReadCount(1'000, 3, 2'000), 1'000);
}

TEST(ReadSize, IsWhatIsAsManyBytesAfterALargeRead) {
  EXPECT_EQ(NextReadCount(1'000, 1'000, 44'000'000), 90);
  EXPECT_EQ(NextReadCount(1'000, 10, 44'000'000), 1);  // each more than the limit
  EXPECT_EQ(NextReadCount(1, 1, 44'000'000), 1);
}

TEST(ReadSize, GrowsAgainWhenTheyAreSmaller) {
  EXPECT_EQ(NextReadCount(1, 1, 700), 2);
  EXPECT_EQ(NextReadCount(90, 90, kMostReadBytes), 180);
  EXPECT_EQ(NextReadCount(600, 600, 1'000), 1'000);
}

}  // namespace
}  // namespace waymark::events
