#pragma once

#include <string>
#include <string_view>

// Passwords in the letters that the estimate of guesses knows. To it the bytes of other scripts
// are random, and those who guess read them, in one of these ways.
namespace waymark::access {

enum class Reading {
  kSound,  // as they are written in Latin letters: Cyrillic, Georgian, letters with marks
  kKey,    // by what is on the same key of a keyboard for English
  kOrder,  // by the place in their alphabet
};

// One ASCII character for each code point of valid UTF-8; ASCII stays as it is. Characters that a
// reading does not know are read by their order.
std::string InAscii(std::string_view text, Reading reading);

}  // namespace waymark::access
