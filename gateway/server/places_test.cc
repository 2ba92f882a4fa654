#include "gateway/server/places.h"

#include <gtest/gtest.h>

#include <vector>

namespace waymark::gateway {
namespace {

class PlacesTest : public ::testing::Test {
 protected:
  const TrustedProxies proxies_{"10.0.0.1", "x-forwarded-for"};
  Places places_{5, 2, proxies_};
  std::vector<Places::Place> kept_;

  bool Take(const std::string& peer) {
    auto place = places_.Take(peer);
    if (place) kept_.push_back(place);
    return place != nullptr;
  }
};

TEST_F(PlacesTest, GivesANetworkFewerThanThereAre) {
  EXPECT_TRUE(Take("192.0.2.1"));
  EXPECT_TRUE(Take("192.0.2.1"));
  EXPECT_FALSE(Take("192.0.2.1"));
  EXPECT_TRUE(Take("192.0.2.2"));
  EXPECT_TRUE(Take("2001:db8::1"));
  EXPECT_TRUE(Take("2001:db8::2"));
  EXPECT_EQ(places_.taken(), 5);
  EXPECT_FALSE(Take("192.0.2.3"));
}

TEST_F(PlacesTest, CountsAnIpv6NetworkAsOne) {
  EXPECT_TRUE(Take("2001:db8::1"));
  EXPECT_TRUE(Take("2001:db8::2"));
  EXPECT_FALSE(Take("2001:db8::3"));
  EXPECT_TRUE(Take("2001:db8:0:1::3"));
}

TEST_F(PlacesTest, LetsATrustedProxyTakeThemAll) {
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(Take("10.0.0.1"));
  EXPECT_FALSE(Take("10.0.0.1"));
}

TEST(PlacesOfAccountsTest, AreKeptForEachUpToAnEighthOfAll) {
  const TrustedProxies proxies{"", ""};
  Places places(16, 16, proxies);
  const auto one = places.Take("192.0.2.1"), two = places.Take("192.0.2.1"), three = places.Take("192.0.2.1");
  EXPECT_TRUE(one->KeepFor("ana"));
  EXPECT_TRUE(two->KeepFor("ana"));
  EXPECT_TRUE(two->KeepFor("ana"));
  EXPECT_FALSE(three->KeepFor("ana"));
  EXPECT_EQ(one->kept_for_account(), 2);
  EXPECT_EQ(three->kept_for_account(), 0);
  EXPECT_TRUE(three->KeepFor("besa"));
  EXPECT_EQ(three->kept_for_account(), 1);
  EXPECT_FALSE(one->KeepFor(""));
  EXPECT_TRUE(three->KeepFor("ana"));
  EXPECT_EQ(two->kept_for_account(), 2);
}

TEST(PlacesOfAccountsTest, AreFreeAgainWhenTheyAreLeft) {
  const TrustedProxies proxies{"", ""};
  Places places(3, 3, proxies);
  auto one = places.Take("192.0.2.1");
  const auto two = places.Take("192.0.2.1");
  EXPECT_TRUE(one->KeepFor("ana"));
  EXPECT_FALSE(two->KeepFor("ana"));
  one.reset();
  EXPECT_TRUE(two->KeepFor("ana"));
}

TEST_F(PlacesTest, HasThemAgainWhenTheyAreLeft) {
  EXPECT_TRUE(Take("192.0.2.1"));
  EXPECT_TRUE(Take("192.0.2.1"));
  kept_.pop_back();
  EXPECT_TRUE(Take("192.0.2.1"));
  kept_.clear();
  EXPECT_EQ(places_.taken(), 0);
}

}  // namespace
}  // namespace waymark::gateway
