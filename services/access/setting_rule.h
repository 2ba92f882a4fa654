#pragma once

#include <stdexcept>
#include <string>

namespace waymark::access {

// Throws std::runtime_error that names the setting and says what it must be, unless it
// is good.
inline void RequireSetting(bool good, const std::string& setting, const std::string& rule) {
  if (!good) throw std::runtime_error(setting + " " + rule);
}

}  // namespace waymark::access
