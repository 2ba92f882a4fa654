#include "services/access/password_letters.h"

#include <gtest/gtest.h>

#include "services/common/base/text.h"

namespace waymark::access {
namespace {

TEST(PasswordLettersTest, AsciiStaysInEveryReading) {
  std::string all;
  for (char c = 1; c < 0x7f; ++c) all += c;
  for (const Reading reading : {Reading::kSound, Reading::kKey, Reading::kOrder})
    EXPECT_EQ(InAscii(all, reading), all);
}

TEST(PasswordLettersTest, EachCodePointIsOneCharacter) {
  for (const char* text : {"", "ë", "шщъ", "ჭყღ", "語語", "😀!", "а\xcc\x81"})
    for (const Reading reading : {Reading::kSound, Reading::kKey, Reading::kOrder})
      EXPECT_EQ(InAscii(text, reading).size(), CodePoints(text)) << text;
}

TEST(PasswordLettersTest, ASoundIsWrittenInLatinLetters) {
  EXPECT_EQ(InAscii("пароль", Reading::kSound), "parol'");
  EXPECT_EQ(InAscii("თბილისი", Reading::kSound), "tbilisi");
  EXPECT_EQ(InAscii("fjalëkalim šifra łódź", Reading::kSound), "fjalekalim sifra lodz");
  EXPECT_EQ(InAscii("љубав", Reading::kSound), "lubav");
}

TEST(PasswordLettersTest, AKeyHasAnEnglishLetterToo) {
  EXPECT_EQ(InAscii("йцукенгшщзхъ", Reading::kKey), "qwertyuiop[]");
  EXPECT_EQ(InAscii("фывапролджэ", Reading::kKey), "asdfghjkl;'");
  EXPECT_EQ(InAscii("пароль", Reading::kKey), "gfhjkm");
  EXPECT_EQ(InAscii("ქწერტყუიოპ", Reading::kKey), "qwertyuiop");
}

TEST(PasswordLettersTest, AnOrderStaysOne) {
  EXPECT_EQ(InAscii("абвгд", Reading::kOrder), "ghijk");
  EXPECT_EQ(InAscii("აბგდე", Reading::kOrder), "opqrs");
}

TEST(PasswordLettersTest, CapitalsStayCapitals) {
  for (const auto& [capital, small] : {std::pair("Ё", "ё"),
                                       {"А", "а"},
                                       {"Я", "я"},
                                       {"Љ", "љ"},
                                       {"Ү", "ү"},
                                       {"Ө", "ө"},
                                       {"Ë", "ë"},
                                       {"Š", "š"},
                                       {"Ž", "ž"},
                                       {"Ł", "ł"}}) {
    EXPECT_EQ(InAscii(capital, Reading::kSound), Upper(InAscii(small, Reading::kSound))) << capital;
    EXPECT_NE(InAscii(capital, Reading::kSound), InAscii(small, Reading::kSound)) << capital;
  }
}

}  // namespace
}  // namespace waymark::access
