#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/common/rpc/call.h"
#include "services/common/rpc/directory.h"

// From resource names to records.
namespace waymark::rpc {

// One name as `:id` and `:external_id`, of which one is NULL.
db::Params ReferenceParams(std::string_view name);
// Several as the arrays `:ids` and `:external_ids`.
db::Params ReferenceParams(const std::vector<std::string_view>& names);

// What names stand for among a service's own records: one statement for a whole
// batch, which asks for each distinct name once. The statement takes `:ids` and
// `:external_ids` and gives a row for each that is there, with its index from 0
// as `item`.
class References {
 public:
  // One name for each item; an empty one stands for nothing.
  References(Call& call, const db::Query& resolve, const std::vector<std::string_view>& names);

  // The record that item `i` refers to; null when there is none.
  const db::Row* operator[](size_t i) const {
    return asked_[i] && found_[*asked_[i]] ? &*found_[*asked_[i]] : nullptr;
  }

 private:
  std::vector<std::optional<size_t>> asked_;  // which of the distinct names
  std::vector<std::optional<db::Row>> found_;
};

// What names of participants, units or organizations stand for: asks their owner, and only when
// there is something to ask.
std::vector<Resolved> AskDirectory(Call& call, std::string_view collection,
                                   const std::vector<std::string_view>& names);

// The account that `field` of the request names, and whether it is open to new records
// that need `role` of it. Throws ReferenceNotFound when it has no role in the
// organization.
Resolved AskAccount(Call& call, const std::string& field, std::string_view name,
                    waymark::identity::v1::Role role);

using Filter = std::map<std::string, std::string>;

// A comparison `field = <resource name>` of a filter with a record of this
// service, as the parameters `by_<field>` (whether there is one), `<field>_id`
// and `<field>_external_id`. Throws InvalidField("filter") when the value is no
// name of that collection.
void SetFilterReference(const Call& call, const Filter& filter, const std::string& field,
                        std::string_view collection, db::Params& params);

// The same with a participant or unit, as `by_<field>` and `<field>_id`; the id
// is NULL when there is no such record.
void SetFilterDirectory(Call& call, const Filter& filter, const std::string& field,
                        std::string_view collection, db::Params& params);

// The same with an account, by its id, as `<field>_id`: NULL when the filter does not
// speak of it.
void SetFilterAccount(const Filter& filter, const std::string& field, db::Params& params);

}  // namespace waymark::rpc
