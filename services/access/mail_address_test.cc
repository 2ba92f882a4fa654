#include "services/access/mail_address.h"

#include <gmock/gmock.h>

namespace waymark::access {
namespace {

TEST(MailAddressTest, OrdinaryAddressesAreGood) {
  for (const char* address :
       {"arta@asp.example", "arta.hoxha+waymark@mail.asp.example", "a@localhost", "o'neil@x-y.example"})
    EXPECT_EQ(WrongWithMailAddress(address), "") << address;
  EXPECT_EQ(WrongWithMailAddress(std::string(64, 'a') + "@asp.example"), "");
}

TEST(MailAddressTest, WhatCouldEndALineOrNameAnotherReaderIsNone) {
  using std::string_literals::operator""s;
  for (const std::string& address : {""s,
                                     "arta"s,
                                     "@asp.example"s,
                                     "arta@"s,
                                     "arta@asp..example"s,
                                     ".arta@asp.example"s,
                                     "arta@-asp.example"s,
                                     "arta@asp.example\r\nRCPT TO:<eve@x.example>"s,
                                     "arta\r\n@asp.example"s,
                                     "arta@asp.example\n"s,
                                     "arta@asp.example,eve@x.example"s,
                                     "arta@asp.example> <eve@x.example"s,
                                     "arta hoxha@asp.example"s,
                                     "\"arta\"@asp.example"s,
                                     "arta\0@asp.example"s,
                                     "arta@[192.0.2.1]"s,
                                     "árta@asp.example"s,
                                     "arta@ásp.example"s,
                                     "eve@x.example@asp.example"s,
                                     std::string(65, 'a') + "@asp.example",
                                     "a@" + std::string(64, 'b') + ".example"})
    EXPECT_NE(WrongWithMailAddress(address), "") << address;
}

TEST(MailAddressTest, AnAccountIsWrittenToAtItsAddressElseAtItsUserName) {
  EXPECT_EQ(MailAddressOf("mail@asp.example", "arta@asp.example"), "mail@asp.example");
  EXPECT_EQ(MailAddressOf("", "arta@asp.example"), "arta@asp.example");
  EXPECT_EQ(MailAddressOf("", "arta"), "");
}

}  // namespace
}  // namespace waymark::access
