#pragma once

#include <map>
#include <optional>
#include <string>

#include "services/common/rpc/call.h"

namespace waymark::participants {

using Filter = std::map<std::string, std::string>;

// The record of this organization that `field` of a filter names: its id or its
// external id.
struct FilterReference {
  std::string id;
  std::string external_id;
};
std::optional<FilterReference> ReferenceFilter(const rpc::Call& call, const Filter& filter,
                                               const std::string& field, const std::string& collection);

// The parameters of the fields `unit_subtree`, `sex` and `state` of a filter of persons.
db::Params PersonsFilter(const rpc::Call& call, const Filter& filter);

}  // namespace waymark::participants
