#pragma once

#include <span>
#include <string>

namespace waymark::access {

// Words that passwords are made of where Waymark is used, which the dictionaries of the estimate
// do not have: those of its own field, and common ones of its other languages, in small ASCII
// letters, by sound and by key (InAscii).
std::span<const std::string> CommonWords();

}  // namespace waymark::access
