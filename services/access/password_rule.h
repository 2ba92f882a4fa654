#pragma once

#include <string>
#include <string_view>

namespace waymark::access {

constexpr size_t kShortestPassword = 12;
constexpr size_t kLongestPassword = 128;

// What is wrong with a password for the account of this user name; empty when
// nothing is. Length is what makes a password hard to guess: no character is
// asked for or forbidden.
std::string WrongWithPassword(std::string_view password, std::string_view user_name);

// What is wrong with a user name; empty when nothing is.
std::string WrongWithUserName(std::string_view user_name);

}  // namespace waymark::access
