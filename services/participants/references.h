#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "services/common/rpc/call.h"
#include "services/common/rpc/directory.h"
#include "services/common/status/error.h"

namespace waymark::participants {

// References as the arrays `:ids` and `:external_ids`: one of each pair is NULL.
// A reference is a resource name or its last part; an empty one, or one that is
// neither a UUID nor `~` and an external id, stands for nothing.
db::Params ReferenceParams(const std::vector<std::string>& references);
// One reference as `:id` and `:external_id`.
db::Params ReferenceParams(std::string_view reference);

// What references to this service's own records stand for, in their order, by one
// of the statements resolve_units and resolve_participants.
std::vector<rpc::Resolved> Resolve(rpc::Call& call, const db::Query& query,
                                   const std::vector<std::string>& references);

// Calls `fill(row)` for each row of get_units or get_participants; throws NotFound
// for the first of `names` that has none.
template <typename Fill>
void ForEachFound(const db::Rows& rows, const std::vector<std::string>& names, Fill fill) {
  size_t i = 0;
  for (const db::Row row : rows) {
    if (row.Int("_i") != static_cast<int64_t>(i) + 1) break;
    fill(row);
    ++i;
  }
  if (i < names.size()) throw NotFound(names[i]);
}

// A reference to a unit in its UUID form; empty stays empty. An external id is
// looked up: throws ReferenceNotFound(`field`). A UUID is taken as it is: the
// statement that writes it checks it.
std::string UnitId(rpc::Call& call, const std::string& field, const std::string& reference);

// What is wrong with a reference to a unit, if anything is: throws nothing.
std::optional<Error> UnitError(const std::string& field, const rpc::Resolved& unit);

// FAILED_PRECONDITION / UNIT_CLOSED: nothing new may refer to a closed unit.
Error UnitClosed(std::string field);

// The units (UUIDs) of a caller with a right to some of them, and all below these.
std::unordered_set<std::string> UnitsInReach(rpc::Call& call);

// PERMISSION_DENIED / OUTSIDE_REACH: `field` names no unit of theirs.
Error OutsideReach(std::string field);

}  // namespace waymark::participants
