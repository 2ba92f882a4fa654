#include "services/access/password_rule.h"

#include <zxcvbn.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "services/access/password_letters.h"
#include "services/access/password_words.h"
#include "services/common/base/text.h"

namespace waymark::access {
namespace {

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

// Whether the text is one code point again and again.
bool IsOneRepeated(std::string_view text) {
  size_t size = 1;
  while (size < text.size() && IsContinuation(text[size])) ++size;
  // Equal to itself moved by one code point: all are the first.
  return text.substr(size) == text.substr(0, text.size() - size);
}

// The length of what the text repeats, the last time perhaps in a part only, as where a space or
// a dash is between; that of the text when it repeats nothing.
size_t PeriodOf(std::string_view text) {
  for (size_t period = 1; period * 2 <= text.size() + 1; ++period) {
    if (text.substr(period) == text.substr(0, text.size() - period)) return period;
  }
  return text.size();
}

// The estimate adds up what is repeated, who guesses has but to guess how often: the lower of both.
double BitsOf(const std::string& text, std::vector<const char*>& known) {
  const auto estimate = [&](const std::string& of) { return ZxcvbnMatch(of.c_str(), known.data(), nullptr); };
  const double bits = estimate(text);
  const size_t period = PeriodOf(text);
  if (period == text.size()) return bits;
  const double times = std::ceil(static_cast<double>(text.size()) / static_cast<double>(period));
  return std::min(bits, estimate(text.substr(0, period)) + std::log2(times));
}

double BitsOf(std::string_view password, std::string_view user_name) {
  const std::string name = Lower(InAscii(user_name, Reading::kSound));
  std::vector<const char*> known{name.c_str()};
  for (const std::string& word : CommonWords()) known.push_back(word.c_str());
  known.push_back(nullptr);
  double least = HUGE_VAL;
  std::vector<std::string> seen;
  for (const Reading reading : {Reading::kSound, Reading::kKey, Reading::kOrder}) {
    std::string text = InAscii(password, reading);
    if (std::find(seen.begin(), seen.end(), text) != seen.end()) continue;
    least = std::min(least, BitsOf(text, known));
    seen.push_back(std::move(text));
  }
  return least;
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
