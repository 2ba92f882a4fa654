#include "services/webhooks/address_rule.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>

#include <stdexcept>

namespace waymark::webhooks {
namespace {

bool Public(const char* text) { return IsPublic(ParseAddress(text).value()); }

TEST(AddressRuleTest, AddressesOfTheInternetArePublic) {
  for (const char* text :
       {"1.1.1.1",        "8.8.8.8",        "93.184.216.34",   "9.255.255.255",   "11.0.0.0",
        "100.63.255.255", "100.128.0.0",    "126.255.255.255", "128.0.0.0",       "169.253.255.255",
        "169.255.0.0",    "172.15.255.255", "172.32.0.0",      "192.167.255.255", "192.169.0.0",
        "198.17.255.255", "198.20.0.0",     "223.255.255.255", "2606:4700::1111", "2a00:1450:4001::1",
        "2001:200::1",    "2003::1",        "::ffff:1.1.1.1"}) {
    EXPECT_TRUE(Public(text)) << text;
  }
}

TEST(AddressRuleTest, AddressesOfThisMachineAndOfNetworksInsideAreNot) {
  for (const char* text : {"0.0.0.0",     "0.1.2.3",         "127.0.0.1",   "127.255.255.255",
                           "10.0.0.0",    "10.255.255.255",  "172.16.0.0",  "172.31.255.255",
                           "192.168.0.0", "192.168.255.255", "169.254.0.0", "169.254.169.254",
                           "100.64.0.0",  "100.127.255.255", "::",          "::1",
                           "fc00::",      "fd12:3456::1",    "fe80::1",     "febf::1",
                           "fec0::1"}) {
    EXPECT_FALSE(Public(text)) << text;
  }
}

TEST(AddressRuleTest, AddressesOfManyOrOfNobodyAreNot) {
  for (const char* text :
       {"192.0.0.1", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.19.255.255", "198.51.100.7",
        "203.0.113.9", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "ff02::1",
        "2001:db8::1", "3fff::1", "100::1", "5f00::1", "4000::1"}) {
    EXPECT_FALSE(Public(text)) << text;
  }
}

TEST(AddressRuleTest, AddressesThatStandForOthersAreNot) {
  for (const char* text : {"::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1",
                           "64:ff9b::7f00:1", "64:ff9b:1::a00:1", "2002:7f00:1::", "2001:0:7f00:1::"}) {
    EXPECT_FALSE(Public(text)) << text;
  }
}

TEST(AddressRuleTest, WhatIsAllowedNeedsNeitherTlsNorToBePublic) {
  const Networks allowed("10.1.2.0/24, 192.0.2.7, fd00:1::/32");
  for (const char* text : {"10.1.2.0", "10.1.2.255", "::ffff:10.1.2.3", "192.0.2.7", "fd00:1:ffff::1"}) {
    EXPECT_TRUE(MayCall(*ParseAddress(text), false, allowed)) << text;
    EXPECT_TRUE(MayCall(*ParseAddress(text), true, allowed)) << text;
  }
  for (const char* text : {"10.1.1.255", "10.1.3.0", "192.0.2.6", "192.0.2.8", "fd00:2::1", "127.0.0.1"}) {
    EXPECT_FALSE(MayCall(*ParseAddress(text), true, allowed)) << text;
  }
  EXPECT_TRUE(MayCall(*ParseAddress("1.1.1.1"), true, allowed));
  EXPECT_FALSE(MayCall(*ParseAddress("1.1.1.1"), false, allowed));
}

TEST(AddressRuleTest, EachBitOfANetworkCounts) {
  for (int bits = 0; bits <= 32; ++bits) {
    const Networks network("255.255.255.255/" + std::to_string(bits));
    for (int changed = 0; changed < 32; ++changed) {
      IpAddress address = *ParseAddress("255.255.255.255");
      address[static_cast<size_t>(12 + changed / 8)] ^= static_cast<uint8_t>(0x80 >> changed % 8);
      EXPECT_EQ(network.Has(address), changed >= bits) << bits << " " << changed;
    }
  }
}

TEST(AddressRuleTest, ANetworkOfEverythingOfOneFamilyIsNotOfTheOther) {
  EXPECT_FALSE(Networks("0.0.0.0/0").Has(*ParseAddress("::1")));
  EXPECT_TRUE(Networks("0.0.0.0/0").Has(*ParseAddress("127.0.0.1")));
}

TEST(AddressRuleTest, NoNetworksAllowNothing) {
  EXPECT_TRUE(Networks("").empty());
  EXPECT_TRUE(Networks(" ").empty());
  EXPECT_FALSE(Networks("").Has(*ParseAddress("127.0.0.1")));
}

TEST(AddressRuleTest, WhatIsNoNetworkIsNamed) {
  for (const char* text : {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0/8", "fd00::/129", "localhost",
                           ",", "10.0.0.0/8,", "10.0.0.0/8 x", "fe80::1%eth0"}) {
    EXPECT_THROW(Networks{text}, std::invalid_argument) << text;
  }
  try {
    Networks("10.0.0.0/8, nonsense");
  } catch (const std::invalid_argument& error) {
    EXPECT_NE(std::string(error.what()).find("`nonsense`"), std::string::npos);
  }
}

TEST(AddressRuleTest, AddressesOfSocketsAreTheSame) {
  sockaddr_in v4{};
  v4.sin_family = AF_INET;
  inet_pton(AF_INET, "10.1.2.3", &v4.sin_addr);
  EXPECT_EQ(AddressOf(reinterpret_cast<const sockaddr&>(v4)), ParseAddress("10.1.2.3"));
  sockaddr_in6 v6{};
  v6.sin6_family = AF_INET6;
  inet_pton(AF_INET6, "fd00::1", &v6.sin6_addr);
  EXPECT_EQ(AddressOf(reinterpret_cast<const sockaddr&>(v6)), ParseAddress("fd00::1"));
  sockaddr other{};
  other.sa_family = AF_UNIX;
  EXPECT_FALSE(AddressOf(other).has_value());
}

}  // namespace
}  // namespace waymark::webhooks
