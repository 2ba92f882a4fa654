#include "services/access/password_rule.h"

#include <gmock/gmock.h>

namespace waymark::access {
namespace {

using ::testing::HasSubstr;

std::string Repeated(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

TEST(PasswordRuleTest, LengthIsCountedInCodePoints) {
  EXPECT_THAT(WrongWithPassword("", "ana"), HasSubstr("at least 12"));
  EXPECT_THAT(WrongWithPassword("abcdefghijk", "ana"), HasSubstr("at least 12"));
  EXPECT_EQ(WrongWithPassword("kq8#Zp2v!mW4", "ana"), "");
  EXPECT_THAT(WrongWithPassword("ëçëçëçëçëçë", "ana"), HasSubstr("at least 12"));
  EXPECT_EQ(WrongWithPassword("ëçëçëçëçëçëç", "ana"), "");
  EXPECT_EQ(WrongWithPassword(Repeated("ëç", 64), "ana"), "");
  EXPECT_THAT(WrongWithPassword(Repeated("ëç", 64) + "a", "ana"), HasSubstr("at most 128"));
}

TEST(PasswordRuleTest, OneCharacterRepeatedIsNone) {
  for (const char* character : {"a", " ", "ë", "語", "😀"})
    EXPECT_THAT(WrongWithPassword(Repeated(character, 12), "ana"), HasSubstr("one character")) << character;
  EXPECT_EQ(WrongWithPassword(Repeated("ë", 11) + "ç", "ben"), "");
}

TEST(PasswordRuleTest, WhatIsEasilyGuessedIsNone) {
  for (const char* password :
       {"password1234", "qwertyuiop12", "123456789012", "letmeinletmein", "Summer2026!!!", "correcthorse",
        "policeacademy", "abcdefghijkl", "aaaaaaaaaaab"})
    EXPECT_THAT(WrongWithPassword(password, "ana"), HasSubstr("easily guessed")) << password;
  for (const char* password :
       {"correct horse battery", "seven lamps by the harbour", "Tr0ub4dor&3xx", "fjalë që nuk lidhen"})
    EXPECT_EQ(WrongWithPassword(password, "ana"), "") << password;
}

TEST(PasswordRuleTest, WhereItIsForIsEasilyGuessed) {
  EXPECT_THAT(WrongWithPassword("WayMark2026!", "ana"), HasSubstr("easily guessed"));
  EXPECT_THAT(WrongWithPassword("w4ymark-w4ymark", "ana"), HasSubstr("easily guessed"));
}

TEST(PasswordRuleTest, TheUserNameIsNotInIt) {
  EXPECT_THAT(WrongWithPassword("ana.hoxha@police", "ana.hoxha@police"), HasSubstr("user name"));
  EXPECT_THAT(WrongWithPassword("my ANA.Hoxha pass", "ana.hoxha"), HasSubstr("user name"));
  EXPECT_THAT(WrongWithPassword("my ana.hoxha pass", "Ana.Hoxha"), HasSubstr("user name"));
  EXPECT_EQ(WrongWithPassword("my ana hoxha pass", "ana.hoxha"), "");
  EXPECT_EQ(WrongWithPassword("correct horse battery", ""), "");
}

TEST(PasswordRuleTest, AUserNameIsPlainText) {
  for (const char* name : {"a", "ana.hoxha@police.example", "Ana Hoxha", "~ana", "a/b", "Анна"})
    EXPECT_EQ(WrongWithUserName(name), "") << name;
  for (const char* name : {" ana", "ana ", "an\na", "ana\t", "\x7f", "an\x01z"})
    EXPECT_NE(WrongWithUserName(name), "") << name;
}

}  // namespace
}  // namespace waymark::access
