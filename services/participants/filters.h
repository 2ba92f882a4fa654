#pragma once

#include <map>
#include <optional>
#include <string>

#include "services/common/rpc/call.h"

namespace waymark::participants {

using Filter = std::map<std::string, std::string>;

// The names from `from` to `from` + `to`, as the list statements take them: a
// whole name, or all that begin with it.
struct NameRange {
  std::optional<std::string> from;
  std::string to;
};
NameRange NameFilter(const Filter& filter);

// The record of this organization that `field` of a filter names: its id or its
// external id.
struct FilterReference {
  std::string id;
  std::string external_id;
};
std::optional<FilterReference> ReferenceFilter(const rpc::Call& call, const Filter& filter,
                                               const std::string& field, const std::string& collection);

}  // namespace waymark::participants
