#include "services/access/password_rule.h"

#include <zxcvbn.h>

#include <algorithm>

#include "services/common/base/text.h"

namespace waymark::access {
namespace {

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

// Whether the text is one code point again and again, which the estimate sees in
// ASCII alone.
bool IsOneRepeated(std::string_view text) {
  size_t size = 1;
  while (size < text.size() && IsContinuation(text[size])) ++size;
  // Equal to itself moved by one code point: all are the first.
  return text.substr(size) == text.substr(0, text.size() - size);
}

double BitsOf(std::string_view password, std::string_view user_name) {
  const std::string text(password), name = Lower(user_name);
  const char* known[] = {"waymark", name.c_str(), nullptr};
  return ZxcvbnMatch(text.c_str(), known, nullptr);
}

}  // namespace

std::string WrongWithPassword(std::string_view password, std::string_view user_name) {
  const size_t length = CodePoints(password);
  if (length < kShortestPassword) return "must have at least 12 characters";
  if (length > kLongestPassword) return "must have at most 128 characters";
  if (IsOneRepeated(password)) return "must not be one character repeated";
  if (!user_name.empty() && Lower(password).find(Lower(user_name)) != std::string::npos)
    return "must not contain the user name";
  if (BitsOf(password, user_name) < kLeastPasswordBits)
    return "is easily guessed; take four or more words that have nothing to do with each other";
  return "";
}

std::string WrongWithUserName(std::string_view user_name) {
  const auto blank = [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == 0x7f; };
  if (blank(user_name.front()) || blank(user_name.back())) return "must not begin or end with a space";
  const bool control = std::any_of(user_name.begin(), user_name.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7f; });
  return control ? "must not contain control characters" : "";
}

}  // namespace waymark::access
