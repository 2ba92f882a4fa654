#include "services/common/db/values.h"

#include <pqxx/array>

namespace waymark::db {

std::vector<std::string> TextsOf(std::string_view text) {
  std::vector<std::string> out;
  pqxx::array_parser parser(text.data());
  for (auto item = parser.get_next(); item.first != pqxx::array_parser::done; item = parser.get_next()) {
    if (item.first == pqxx::array_parser::string_value) out.push_back(std::move(item.second));
  }
  return out;
}

}  // namespace waymark::db
