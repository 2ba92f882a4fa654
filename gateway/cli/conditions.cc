#include "gateway/cli/conditions.h"

namespace waymark::cli {

void AddCondition(const std::string& field, const std::string& value, std::string& filter) {
  if (value.empty()) return;
  if (!filter.empty()) filter += " AND ";
  filter += field + " = \"";
  for (const char c : value) {
    if (c == '"' || c == '\\') filter += '\\';
    filter += c;
  }
  filter += '"';
}

}  // namespace waymark::cli
