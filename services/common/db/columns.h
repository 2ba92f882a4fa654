#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "services/common/db/params.h"

namespace waymark::db {

// Rows collected by column, as `unnest` takes them: one array parameter for each
// column, under its name. Every value is text; the statement says its type.
class Columns {
 public:
  using Values = std::initializer_list<std::pair<std::string_view, std::string_view>>;

  // Every row has the same columns in the same order.
  void Add(Values row) {
    if (columns_.empty()) {
      for (const auto& [name, value] : row) columns_.push_back({std::string(name), {}});
    }
    size_t i = 0;
    for (const auto& [name, value] : row) columns_[i++].second.emplace_back(value);
  }

  // Adds a row, or puts it in the place of the one that has the same key, unless
  // that is of a later version: so the rows are of different records.
  void Put(std::string key, int version, Values row) {
    only_first_versions_ &= version == 1;
    const auto [known, is_new] = latest_.try_emplace(std::move(key), Latest{latest_.size(), version});
    if (is_new) return Add(row);
    if (version < known->second.version) return;
    known->second.version = version;
    size_t i = 0;
    for (const auto& [name, value] : row) columns_[i++].second[known->second.row] = value;
  }

  bool empty() const { return columns_.empty(); }
  size_t size() const { return empty() ? 0 : columns_.front().second.size(); }
  // Whether nothing but first versions was put.
  bool only_first_versions() const { return only_first_versions_; }

  Params Bind(std::string_view organization_id) const {
    Params params;
    params.Set("organization_id", organization_id);
    for (const auto& [name, values] : columns_) params.Set(name, values);
    return params;
  }

 private:
  struct Latest {
    size_t row;
    int version;
  };

  std::vector<std::pair<std::string, std::vector<std::string>>> columns_;
  std::unordered_map<std::string, Latest> latest_;
  bool only_first_versions_ = true;
};

}  // namespace waymark::db
