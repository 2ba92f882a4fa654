#include "services/access/password_letters.h"

#include <algorithm>
#include <array>

#include "services/common/base/text.h"

namespace waymark::access {
namespace {

// What letters are read as: each of `letters` as that of `ascii` at the same place.
struct Letters {
  std::u32string_view letters;
  std::string_view ascii;
};

constexpr std::array<Letters, 3> kSounds{{
    {U"àáâãäåāăąæçćĉċčďđðèéêëēĕėęěĝğġģĥħìíîïĩīĭįıĵķĺļľŀłñńņňŋòóôõöøōŏőœŕŗřśŝşšșßţťŧțþùúûüũūŭůűųŵýÿŷźżž",
     "aaaaaaaaaacccccdddeeeeeeeeegggghhiiiiiiiiijklllllnnnnnoooooooooorrrsssssstttttuuuuuuuuuuwyyyzzz"},
    {U"абвгдежзийклмнопрстуфхцчшщъыьэюяѐёђѓєѕіїјљњћќѝўџґңүөқғҷҳӣӯ",
     "abvgdejziyklmnoprstufhccss'y'euaeedgesiijlnckiucgnuokgjhiu"},
    {U"აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ", "abgdevztiklmnopjrstufkgkscczwchjh"},
}};

// The keyboards for Russian, Serbian and Georgian.
constexpr std::array<Letters, 3> kKeys{{
    {U"йцукенгшщзхъфывапролджэячсмитьбюё", "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"},
    {U"љњјђћџ", "qwj];x"},
    {U"ქწერტყუიოპასდფგჰჯკლზხცვბნმჭღთშჟძჩ", "qwertyuiopasdfghjklzxcvbnmwrtsjzc"},
}};

constexpr bool AreEven(const std::array<Letters, 3>& tables) {
  return std::all_of(tables.begin(), tables.end(),
                     [](const Letters& table) { return table.letters.size() == table.ascii.size(); });
}
static_assert(AreEven(kSounds) && AreEven(kKeys), "each letter is read as one");

// Where capitals are, and how far their small letters are from them; where they take turns,
// every other one is a capital.
struct Capitals {
  char32_t first, last;
  int distance;
  bool take_turns = false;
};
constexpr Capitals kCapitals[] = {
    {U'À', U'Þ', 0x20},      {0x100, 0x137, 1, true},           {0x139, 0x148, 1, true},
    {0x14a, 0x177, 1, true}, {0x179, 0x17e, 1, true},           {U'Ѐ', U'Џ', 0x50},
    {U'А', U'Я', 0x20},      {0x460, 0x481, 1, true},           {0x48a, 0x4bf, 1, true},
    {0x4d0, 0x52f, 1, true}, {0x1c90, 0x1cba, 0x10d0 - 0x1c90},
};

char32_t SmallOf(char32_t letter) {
  for (const Capitals& range : kCapitals) {
    if (letter < range.first || letter > range.last) continue;
    const bool small = range.take_turns && (letter - range.first) % 2 == 1;
    return small ? letter : static_cast<char32_t>(static_cast<int>(letter) + range.distance);
  }
  return letter;
}

char ByOrder(char32_t letter) { return static_cast<char>('a' + letter % 26); }

char InAscii(char32_t letter, Reading reading) {
  if (reading == Reading::kOrder) return ByOrder(letter);
  for (const Letters& table : reading == Reading::kSound ? kSounds : kKeys) {
    const size_t at = table.letters.find(letter);
    if (at != std::u32string_view::npos) return table.ascii[at];
  }
  return ByOrder(letter);
}

// The code points of valid UTF-8.
std::u32string CodePointsOf(std::string_view text) {
  std::u32string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      out += byte;
    } else if (byte < 0xc0) {
      out.back() = out.back() << 6 | (byte & 0x3f);
    } else {
      out += byte & (byte < 0xe0 ? 0x1f : byte < 0xf0 ? 0x0f : 0x07);
    }
  }
  return out;
}

}  // namespace

std::string InAscii(std::string_view text, Reading reading) {
  std::string out;
  for (const char32_t letter : CodePointsOf(text)) {
    if (letter < 0x80) {
      out += static_cast<char>(letter);
      continue;
    }
    const char32_t small = SmallOf(letter);
    const char read = InAscii(small, reading);
    out += small == letter ? read : Upper({&read, 1})[0];
  }
  return out;
}

}  // namespace waymark::access
