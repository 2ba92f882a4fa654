#pragma once

#include <string>
#include <string_view>

namespace waymark::access {

constexpr size_t kShortestPassword = 12;
constexpr size_t kLongestPassword = 128;
// How much a password must be worth by the estimate of zxcvbn, which knows the common
// passwords, words and patterns: 10^8 guesses, as bits.
constexpr double kLeastPasswordBits = 26.6;

// What is wrong with a password for the account of this user name; empty when
// nothing is. No character is asked for or forbidden: what counts is how many guesses
// it takes who knows the user name and where it is for.
std::string WrongWithPassword(std::string_view password, std::string_view user_name);

// What is wrong with a user name; empty when nothing is.
std::string WrongWithUserName(std::string_view user_name);

}  // namespace waymark::access
