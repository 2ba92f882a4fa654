#include "services/access/lock_out.h"

#include <gmock/gmock.h>

namespace waymark::access {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

const TimePoint kNow{hours(500'000)};

TEST(LockOutTest, ThePauseGrowsFromTheFifthFailure) {
  const int expected[] = {0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60};
  for (int failures = 0; failures < 14; ++failures)
    EXPECT_EQ(PauseAfter(failures), minutes(expected[failures])) << failures;
  EXPECT_EQ(PauseAfter(1'000'000), minutes(60));
}

TEST(LockOutTest, APauseIsCountedFromTheLastFailure) {
  const Failures four{.count = 4, .first = kNow, .last = kNow};
  EXPECT_LE(RefusedUntil(four, {}, kNow), kNow);
  const Failures five{.count = 5, .first = kNow - hours(3), .last = kNow - minutes(1)};
  EXPECT_EQ(RefusedUntil(five, {}, kNow), kNow) << "over at this instant";
  const Failures six{.count = 6, .first = kNow - hours(3), .last = kNow - minutes(1)};
  EXPECT_EQ(RefusedUntil(six, {}, kNow), kNow + minutes(1));
}

TEST(LockOutTest, FailuresOfANameAreForgottenAfterADayWithoutAnother) {
  const Failures many{.count = 100, .first = kNow - hours(100), .last = kNow - minutes(59)};
  EXPECT_EQ(RefusedUntil(many, {}, kNow), kNow + minutes(1));
  const Failures old{.count = 100, .first = kNow - hours(100), .last = kNow - hours(24)};
  EXPECT_LE(RefusedUntil(old, {}, kNow), kNow);
}

TEST(LockOutTest, FiftyFailuresOfAnAddressShutItForTheRestOfTheHour) {
  const Failures some{.count = 49, .first = kNow - minutes(20), .last = kNow};
  EXPECT_LE(RefusedUntil({}, some, kNow), kNow);
  const Failures many{.count = 50, .first = kNow - minutes(20), .last = kNow};
  EXPECT_EQ(RefusedUntil({}, many, kNow), kNow + minutes(40));
  const Failures old{.count = 50, .first = kNow - hours(1), .last = kNow};
  EXPECT_LE(RefusedUntil({}, old, kNow), kNow);
}

TEST(LockOutTest, TheLongerOfBothCounts) {
  const Failures name{.count = 100, .first = kNow, .last = kNow};
  const Failures address{.count = 50, .first = kNow - minutes(20), .last = kNow};
  EXPECT_EQ(RefusedUntil(name, address, kNow), kNow + minutes(60));
  const Failures short_name{.count = 5, .first = kNow, .last = kNow};
  EXPECT_EQ(RefusedUntil(short_name, address, kNow), kNow + minutes(40));
}

TEST(LockOutTest, CodesAreRefusedForTheRestOfTheHourAfterTwenty) {
  EXPECT_LE(CodesRefusedUntil({}), kNow);
  EXPECT_LE(CodesRefusedUntil({.count = 19, .first = kNow, .last = {}}), kNow);
  for (const int count : {20, 21})
    EXPECT_EQ(CodesRefusedUntil({.count = count, .first = kNow - minutes(20), .last = {}}),
              kNow + minutes(40));
  EXPECT_LE(CodesRefusedUntil({.count = 20, .first = kNow - hours(1), .last = {}}), kNow);
}

TEST(LockOutTest, AnIpv6NetworkIsOneAddress) {
  EXPECT_EQ(AddressKey("192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(AddressKey("::ffff:192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(AddressKey("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
  EXPECT_EQ(AddressKey("2001:db8:1:2::1"), "2001:db8:1:2::/64");
  EXPECT_NE(AddressKey("2001:db8:1:3::1"), AddressKey("2001:db8:1:2::1"));
  EXPECT_EQ(AddressKey("::1"), "::/64");
  EXPECT_EQ(AddressKey(""), "");
  EXPECT_EQ(AddressKey("unix"), "unix");
}

}  // namespace
}  // namespace waymark::access
