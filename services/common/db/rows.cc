#include "services/common/db/rows.h"

#include "services/common/db/bytes.h"
#include "services/common/db/result.h"
#include "services/common/db/values.h"

namespace waymark::db {

size_t Rows::size() const { return result_ ? static_cast<size_t>(result_->size()) : 0; }

size_t Rows::affected() const { return result_ ? result_->affected() : 0; }

std::optional<std::string_view> Row::Value(std::string_view column) const {
  const int found = result_->Find(column);
  if (found < 0) throw Internal("a result has no column " + std::string(column));
  return result_->null(row_, found) ? std::nullopt : std::optional(result_->value(row_, found));
}

bool Row::IsNull(std::string_view column) const { return !Value(column); }

std::string Row::Text(std::string_view column) const { return std::string(Value(column).value_or("")); }

int64_t Row::Int(std::string_view column) const {
  const auto value = Value(column);
  return value ? NumberOf<int64_t>(*value) : 0;
}

double Row::Double(std::string_view column) const {
  const auto value = Value(column);
  return value ? NumberOf<double>(*value) : 0;
}

bool Row::Bool(std::string_view column) const {
  const auto value = Value(column);
  return value && BoolOf(*value);
}

std::string Row::Bytes(std::string_view column) const {
  const auto value = Value(column);
  return value ? BytesOf(*value) : std::string();
}

std::vector<std::string> Row::Texts(std::string_view column) const {
  const auto value = Value(column);
  return value ? TextsOf(*value) : std::vector<std::string>();
}

}  // namespace waymark::db
