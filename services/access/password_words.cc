#include "services/access/password_words.h"

#include <algorithm>
#include <vector>

#include "services/access/password_letters.h"

namespace waymark::access {
namespace {

// The more common, the earlier: the place is what a guess of it costs.
constexpr const char* kWords[] = {
    // English
    "waymark",
    "demo",
    "admin",
    "administrator",
    "academy",
    "police",
    "policeacademy",
    "training",
    "mentor",
    "mentoring",
    "programme",
    "participant",
    "graduation",
    // Russian, and names of where it is spoken
    "пароль",
    "привет",
    "полиция",
    "любовь",
    "москва",
    "россия",
    "админ",
    "академия",
    "администратор",
    "школа",
    "солнце",
    "здравствуйте",
    "спасибо",
    "милиция",
    "семья",
    "мама",
    "наташа",
    "марина",
    "участник",
    "наставник",
    "бишкек",
    "кыргызстан",
    "душанбе",
    "таджикистан",
    "казахстан",
    "украина",
    "родина",
    "зенит",
    "спартак",
    "динамо",
    // Serbian, in both scripts
    "lozinka",
    "šifra",
    "srbija",
    "beograd",
    "policija",
    "akademija",
    "škola",
    "ljubav",
    "zdravo",
    "zvezda",
    "partizan",
    "sunce",
    "majka",
    "porodica",
    "prijatelj",
    "hvala",
    "učesnik",
    "jugoslavija",
    "sarajevo",
    "bosna",
    "novisad",
    "dobardan",
    "лозинка",
    "шифра",
    "београд",
    "србија",
    "љубав",
    "полиција",
    "здраво",
    "звезда",
    "партизан",
    // Albanian, with its marks and without
    "fjalekalim",
    "fjalekalimi",
    "fjalëkalim",
    "fjalëkalimi",
    "shqiperia",
    "shqiperi",
    "shqipëri",
    "shqipëria",
    "kosova",
    "kosove",
    "kosovë",
    "tirana",
    "tiranë",
    "prishtina",
    "policia",
    "akademia",
    "shkolla",
    "dashuria",
    "zemra",
    "mirëdita",
    "pershendetje",
    "faleminderit",
    "familja",
    "mësues",
    "pjesëmarrës",
    // Georgian
    "პაროლი",
    "საქართველო",
    "თბილისი",
    "გამარჯობა",
    "პოლიცია",
    "აკადემია",
    "სკოლა",
    "სიყვარული",
    "მადლობა",
    "გმადლობთ",
    "დედა",
    "ოჯახი",
    "ბათუმი",
    "ქუთაისი",
    "მზე",
    "მონაწილე",
    "ადმინისტრატორი",
};

std::vector<std::string> Read() {
  std::vector<std::string> words;
  for (const char* word : kWords) {
    for (const Reading reading : {Reading::kSound, Reading::kKey}) {
      std::string read = InAscii(word, reading);
      if (std::find(words.begin(), words.end(), read) == words.end()) words.push_back(std::move(read));
    }
  }
  return words;
}

}  // namespace

std::span<const std::string> CommonWords() {
  static const std::vector<std::string> words = Read();
  return words;
}

}  // namespace waymark::access
