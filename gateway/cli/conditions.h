#pragma once

#include <string>

namespace waymark::cli {

// Adds `field = "value"` to a filter of the API, unless the value is empty.
void AddCondition(const std::string& field, const std::string& value, std::string& filter);

}  // namespace waymark::cli
