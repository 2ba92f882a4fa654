#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "services/common/db/params.h"

namespace waymark::evaluation {

// Rows collected by column, as `unnest` takes them: one array parameter for each
// column, under its name. Every value is text; the statement says its type.
class Columns {
 public:
  // Every row has the same columns in the same order.
  void Add(std::initializer_list<std::pair<std::string_view, std::string>> row) {
    if (columns_.empty()) {
      for (const auto& [name, value] : row) columns_.push_back({std::string(name), {}});
    }
    size_t i = 0;
    for (const auto& [name, value] : row) columns_[i++].second.push_back(value);
  }

  bool empty() const { return columns_.empty(); }

  db::Params Bind(std::string_view organization_id) const {
    db::Params params;
    params.Set("organization_id", organization_id);
    for (const auto& [name, values] : columns_) params.Set(name, values);
    return params;
  }

 private:
  std::vector<std::pair<std::string, std::vector<std::string>>> columns_;
};

}  // namespace waymark::evaluation
