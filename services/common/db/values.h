#pragma once

#include <charconv>
#include <string>
#include <string_view>
#include <vector>

#include "services/common/status/error.h"

namespace waymark::db {

// A number as the server prints it. Throws Internal when it is not one.
template <typename Number>
Number NumberOf(std::string_view text) {
  Number number{};
  const char* last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, number);
  if (error != std::errc() || end != last) throw Internal("a column is not a number of its type");
  return number;
}

inline bool BoolOf(std::string_view text) {
  if (text != "t" && text != "f") throw Internal("a column is not a boolean");
  return text == "t";
}

// The elements of a text array that are not NULL; `text` ends with a NUL.
std::vector<std::string> TextsOf(std::string_view text);

}  // namespace waymark::db
