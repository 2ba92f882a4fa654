#include "services/common/db/rows.h"

#include <pqxx/array>

#include "services/common/db/bytes.h"

namespace waymark::db {

std::string Row::Text(const char* column) const {
  const auto field = row_[column];
  return field.is_null() ? std::string() : std::string(field.c_str(), field.size());
}

int64_t Row::Int(const char* column) const { return row_[column].as<int64_t>(0); }

double Row::Double(const char* column) const { return row_[column].as<double>(0); }

bool Row::Bool(const char* column) const { return row_[column].as<bool>(false); }

std::string Row::Bytes(const char* column) const {
  const auto field = row_[column];
  return field.is_null() ? std::string() : BytesOf(field.c_str());
}

std::vector<std::string> Row::Texts(const char* column) const {
  std::vector<std::string> out;
  const auto field = row_[column];
  if (field.is_null()) return out;
  auto parser = field.as_array();
  for (auto item = parser.get_next(); item.first != pqxx::array_parser::done; item = parser.get_next()) {
    if (item.first == pqxx::array_parser::string_value) out.push_back(std::move(item.second));
  }
  return out;
}

}  // namespace waymark::db
