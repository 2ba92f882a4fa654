#include "gateway/server/trusted_proxies.h"

#include <gmock/gmock.h>

namespace waymark::gateway {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

Header With(const Fields& fields) {
  Header header;
  for (const auto& [name, value] : fields) header.insert(name, value);
  return header;
}

constexpr char kNetworks[] = "10.0.0.0/8, 192.0.2.7 ,2001:db8:1::/48";
constexpr char kProxy[] = "10.1.2.3";

std::string ClientOf(const Fields& fields, const std::string& peer = kProxy) {
  return TrustedProxies(kNetworks, "x-forwarded-for").ClientOf(With(fields), peer);
}

std::string ClientByForwarded(const Fields& fields) {
  return TrustedProxies(kNetworks, "forwarded").ClientOf(With(fields), kProxy);
}

TEST(TrustedProxiesTest, TakesTheLastHopThatIsNoProxy) {
  EXPECT_EQ(ClientOf({{"X-Forwarded-For", "203.0.113.5"}}), "203.0.113.5");
  EXPECT_EQ(ClientOf({{"X-Forwarded-For", "6.6.6.6, 203.0.113.5, 192.0.2.7"}}), "203.0.113.5");
  EXPECT_EQ(ClientOf({{"X-Forwarded-For", "6.6.6.6"}, {"x-forwarded-for", "2001:db8:2::1,10.9.9.9"}}),
            "2001:db8:2::1");
  EXPECT_EQ(ClientOf({{"X-Forwarded-For", "203.0.113.5"}}, "2001:db8:1::9"), "203.0.113.5");
  EXPECT_EQ(ClientOf({{"X-Forwarded-For", "203.0.113.5"}}, "::ffff:10.1.2.3"), "203.0.113.5");
}

TEST(TrustedProxiesTest, BelievesNobodyElse) {
  for (const char* peer : {"11.0.0.1", "192.0.2.8", "2001:db8:2::1", "", "unknown"}) {
    EXPECT_EQ(ClientOf({{"X-Forwarded-For", "203.0.113.5"}, {"Forwarded", "for=203.0.113.5"}}, peer), peer);
  }
  const TrustedProxies nobody;
  EXPECT_EQ(nobody.ClientOf(With({{"X-Forwarded-For", "203.0.113.5"}}), "127.0.0.1"), "127.0.0.1");
  EXPECT_EQ(
      TrustedProxies("", "x-forwarded-for").ClientOf(With({{"X-Forwarded-For", "1.1.1.1"}}), "127.0.0.1"),
      "127.0.0.1");
}

TEST(TrustedProxiesTest, LooksAtNoHeaderThatTheProxiesDoNotWrite) {
  EXPECT_EQ(ClientOf({{"Forwarded", "for=6.6.6.6"}}), kProxy);
  EXPECT_EQ(ClientOf({{"Forwarded", "for=6.6.6.6"}, {"X-Forwarded-For", "203.0.113.5"}}), "203.0.113.5");
  EXPECT_EQ(ClientByForwarded({{"X-Forwarded-For", "6.6.6.6"}}), kProxy);
  EXPECT_EQ(ClientOf({{"X-Real-Ip", "6.6.6.6"}}), kProxy);
}

TEST(TrustedProxiesTest, IsTheProxyItselfWhereThatSaysNoAddress) {
  for (const char* value : {"", "unknown", "_hidden", "999.1.1.1", "6.6.6.6,", "6.6.6.6, a b"}) {
    EXPECT_EQ(ClientOf({{"X-Forwarded-For", value}}), kProxy) << value;
  }
  EXPECT_EQ(ClientOf({{"X-Forwarded-For", "6.6.6.6, nonsense, 10.7.7.7"}}), "10.7.7.7");
  EXPECT_EQ(ClientOf({{"X-Forwarded-For", "10.8.8.8, 10.7.7.7"}}), "10.8.8.8");
}

TEST(TrustedProxiesTest, ReadsForwardedAsProxiesWriteIt) {
  EXPECT_EQ(ClientByForwarded({{"Forwarded", "for=203.0.113.5;proto=https;by=10.1.2.3"}}), "203.0.113.5");
  EXPECT_EQ(ClientByForwarded({{"Forwarded", "For=\"[2001:db8:2::1]:4711\" , for=10.9.9.9"}}),
            "2001:db8:2::1");
  EXPECT_EQ(ClientByForwarded({{"Forwarded", "proto=https; for=\"203.0.113.5:80\""}}), "203.0.113.5");
  // What a client left open ends nothing that a proxy added.
  EXPECT_EQ(ClientByForwarded({{"Forwarded", "for=\"6.6.6.6, for=203.0.113.5"}}), "203.0.113.5");
  EXPECT_EQ(ClientByForwarded({{"Forwarded", "for=6.6.6.6, proto=https"}}), kProxy);
}

TEST(TrustedProxiesTest, ReadsAddressesWithTheirPorts) {
  EXPECT_EQ(ClientOf({{"X-Forwarded-For", "203.0.113.5:4711"}}), "203.0.113.5");
  EXPECT_EQ(ClientOf({{"X-Forwarded-For", "[2001:db8:2::1]:4711"}}), "2001:db8:2::1");
  EXPECT_EQ(ClientOf({{"X-Forwarded-For", "::ffff:203.0.113.5"}}), "203.0.113.5");
}

TEST(TrustedProxiesTest, SaysWhichNetworkIsNone) {
  for (const char* wrong : {"proxy.example", "10.0.0.0/33", "10.0.0.1,", "2001:db8::/129"}) {
    EXPECT_THROW(TrustedProxies(wrong, "forwarded"), std::invalid_argument) << wrong;
  }
}

}  // namespace
}  // namespace waymark::gateway
