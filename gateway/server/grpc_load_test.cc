#include "gateway/server/grpc_load.h"

#include <gtest/gtest.h>

namespace waymark::gateway {
namespace {

using namespace std::chrono_literals;

constexpr uint64_t kKilo = 1 << 10, kMega = 1 << 20;

// After each step, a tenth of a second later, whether it is too much.
bool TooMuchAfter(GrpcLoad& load, const Brought& so_far) {
  load.Add(so_far, 100ms);
  return load.is_too_much();
}

TEST(GrpcLoad, OfNobodyIsWhatOneCallMaySendAtFirst) {
  GrpcLoad load;
  EXPECT_FALSE(TooMuchAfter(load, {.bytes = 60 * kKilo, .calls = 1, .open = 1}));
  EXPECT_EQ(load.unknown_bytes(), 60.0 * kKilo - 102.4);
  EXPECT_TRUE(TooMuchAfter(load, {.bytes = 66 * kKilo, .calls = 1, .open = 1}));
}

TEST(GrpcLoad, OfNobodyGrowsWithTheCallsThatAreOpenUpToSixteen) {
  GrpcLoad few, many;
  EXPECT_FALSE(TooMuchAfter(few, {.bytes = 900 * kKilo, .calls = 16, .open = 16}));
  EXPECT_TRUE(TooMuchAfter(many, {.bytes = 1100 * kKilo, .calls = 900, .open = 900}));
}

// An hour of a question a second.
TEST(GrpcLoad, OfNobodyGoesDownSoThatHealthMayBeAskedFor) {
  GrpcLoad load;
  Brought so_far;
  for (int second = 0; second < 3600; ++second) {
    so_far.bytes += 200;
    ++so_far.calls;
    ++so_far.calls_heard;
    load.Add(so_far, 1s);
    ASSERT_FALSE(load.is_too_much()) << second;
  }
}

TEST(GrpcLoad, OfSomebodyKnownIsWhatIsOnItsWay) {
  GrpcLoad load;
  EXPECT_FALSE(TooMuchAfter(load, {.bytes = 30 * kMega, .calls = 4, .open = 4, .known = true}));
  EXPECT_EQ(load.unknown_bytes(), 0);
  EXPECT_TRUE(TooMuchAfter(load, {.bytes = 64 * kMega, .calls = 8, .open = 8, .known = true}));
}

TEST(GrpcLoad, OfSomebodyKnownIsPaidBackByWhatIsRead) {
  GrpcLoad load;
  Brought so_far{.known = true};
  for (int i = 0; i < 1000; ++i) {
    so_far.bytes += 20 * (kMega + 500);
    so_far.bytes_heard += 20 * kMega;
    so_far.calls += 20;
    so_far.calls_heard += 20;
    ASSERT_FALSE(TooMuchAfter(load, so_far)) << i;
  }
}

TEST(GrpcLoad, CallsWithoutAMessageAreTooManyWhoeverIsKnown) {
  for (const bool known : {false, true}) {
    GrpcLoad load;
    EXPECT_FALSE(TooMuchAfter(load, {.calls = 1000, .known = known}));
    EXPECT_FALSE(TooMuchAfter(load, {.calls = 1050, .known = known})) << "fifty go in this time";
    EXPECT_TRUE(TooMuchAfter(load, {.calls = 1200, .known = known}));
  }
}

TEST(GrpcLoad, WhoIsKnownNoLongerIsJudgedAsNobody) {
  GrpcLoad load;
  EXPECT_FALSE(TooMuchAfter(load, {.bytes = 10 * kMega, .open = 1, .known = true}));
  EXPECT_TRUE(TooMuchAfter(load, {.bytes = 10 * kMega, .open = 1, .known = false}));
}

}  // namespace
}  // namespace waymark::gateway
