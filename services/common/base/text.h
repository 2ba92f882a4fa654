#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace waymark {

// The parts of `text` between `separator`s; an empty text has one empty part.
std::vector<std::string_view> Split(std::string_view text, char separator);

// Without the spaces and tabs around it.
std::string_view Trimmed(std::string_view text);

// Whether `text` is valid UTF-8 (no overlong forms, no surrogates).
bool IsUtf8(std::string_view text);

// The number of Unicode code points of valid UTF-8.
size_t CodePoints(std::string_view text);

// Whether `text` is the id of an organization: 2 to 32 of `a-z 0-9 -`, beginning
// with a letter.
bool IsSlug(std::string_view text);

// The first `longest` bytes, with a question mark for each that is not printable
// ASCII: what a foreign program says of itself may hold anything.
std::string Printable(std::string_view text, size_t longest);

// All but letters, digits and `-._~` as `%XX` (RFC 3986): for the part of a URL or a
// form.
std::string PercentEncoded(std::string_view text);

// ASCII lower and upper case; other bytes stay.
std::string Lower(std::string_view text);
std::string Upper(std::string_view text);

}  // namespace waymark
