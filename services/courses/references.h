#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/common/rpc/call.h"
#include "services/common/rpc/directory.h"

// From resource names to records.
namespace waymark::courses {

// A text as a column that is NULL when there is none.
inline std::optional<std::string> OrNull(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional<std::string>(text);
}

// One name as `:id` and `:external_id`, of which one is NULL.
db::Params ReferenceParams(std::string_view name);
// Several as the arrays `:ids` and `:external_ids`.
db::Params ReferenceParams(const std::vector<std::string_view>& names);

// What references to this service's own records stand for: one statement
// (`resolve_…`) for a whole batch, which asks for each distinct one once.
class References {
 public:
  // One name for each item; an empty one stands for nothing.
  References(rpc::Call& call, db::Transaction& tx, const db::Query& resolve,
             const std::vector<std::string_view>& names);

  // The record that item `i` refers to; null when there is none.
  const db::Row* operator[](size_t i) const {
    return asked_[i] && found_[*asked_[i]] ? &*found_[*asked_[i]] : nullptr;
  }

 private:
  std::vector<std::optional<size_t>> asked_;  // which of the distinct names
  std::vector<std::optional<db::Row>> found_;
};

// What references to participants or units stand for: asks their owner, and only
// when there is something to ask.
std::vector<rpc::Resolved> AskDirectory(rpc::Call& call, std::string_view collection,
                                        const std::vector<std::string_view>& names);

}  // namespace waymark::courses
