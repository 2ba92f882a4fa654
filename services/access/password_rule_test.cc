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
  EXPECT_EQ(WrongWithPassword("ëçqvzëjpwçxë", "ana"), "");
  const std::string long_one = Repeated("fjalë që nuk lidhen, ", 6);
  EXPECT_EQ(WrongWithPassword(long_one + "ëç", "ana"), "");
  EXPECT_THAT(WrongWithPassword(long_one + "ëça", "ana"), HasSubstr("at most 128"));
}

TEST(PasswordRuleTest, OneCharacterRepeatedIsNone) {
  for (const char* character : {"a", " ", "ë", "語", "😀"})
    EXPECT_THAT(WrongWithPassword(Repeated(character, 12), "ana"), HasSubstr("one character")) << character;
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

TEST(PasswordRuleTest, WhatIsEasilyGuessedInOtherScriptsIsNone) {
  for (const char* password :
       {"пааааааааааа", "парольпароль", "пароль-пароль", "паролпаролпарол", "пароль123456", "Пароль2026!!",
        "йцукенйцукен", "йцукенгшщзхъ", "фывапролджэ1",  "абвгдеабвгде",    "абвгдежзийкл", "приветпривет",
        "любовьлюбовь", "Москва2026!!", "полиция2026!",  "лозинкалозинка",  "აბგდაბგდაბგდ", "აბგდევზთიკლმ",
        "პაროლიპაროლი", "თბილისი2026!", "ქწერტყუიოპას",  "ëçëçëçëçëçëç",    "ëëëëëëëëëëëç", "fjalëkalimi12"})
    EXPECT_THAT(WrongWithPassword(password, "ana"), HasSubstr("easily guessed")) << password;
  for (const char* password :
       {"лошадь батарея скрепка", "семь фонарей у причала", "қырк алма бағда тұр", "ოთხი სანთელი ნავთან",
        "ცისფერი კარი და თოვლი", "plavi šešir iznad mora", "плави шешир изнад мора",
        "dritare mbi lumin e vjetër", "鳥居の下で猫が七匹も眠る"})
    EXPECT_EQ(WrongWithPassword(password, "ana"), "") << password;
}

TEST(PasswordRuleTest, WhatIsRepeatedCountsOnce) {
  for (const std::string& password :
       {std::string("lozinkalozinka"), std::string("demo demo demo demo"), std::string("dolphin-dolphin"),
        Repeated("aaab", 32), Repeated("19701231", 16), Repeated("xy", 12), Repeated("qwerty1", 5)})
    EXPECT_THAT(WrongWithPassword(password, "ana"), HasSubstr("easily guessed")) << password;
  EXPECT_EQ(WrongWithPassword(Repeated("kq8#Zp2v!", 3), "ana"), "") << "once it would be enough";
}

TEST(PasswordRuleTest, WordsOfTheClientsLanguagesAreKnown) {
  for (const char* password : {"lozinka12345", "shqiperia2026", "fjalekalimi12", "gfhjkmgfhjkm",
                               "gfhjkm2026!!", "Sakartvelo12", "moskvamoskva"})
    EXPECT_THAT(WrongWithPassword(password, "ana"), HasSubstr("easily guessed")) << password;
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
