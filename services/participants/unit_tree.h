#pragma once

#include <functional>
#include <string>
#include <vector>

#include "services/common/rpc/batch.h"
#include "services/common/rpc/directory.h"

namespace waymark::participants {

// A unit of a batch, as far as the tree is concerned.
struct PlannedUnit {
  std::string id;
  std::string external_id;  // may be empty
  std::string parent;       // a reference as sent: a UUID, or `~` and an external id; empty = a root
};

// The parent's id of each unit of a batch. A parent is a unit that is there
// already, else one of the same batch, before or after. Units whose parent is
// unknown, closed or failed, or that would stand below themselves, are added to
// `failures`. `stored` finds a unit that is there.
std::vector<std::string> PlanParents(const std::vector<PlannedUnit>& units,
                                     const std::function<rpc::Resolved(const std::string& reference)>& stored,
                                     rpc::BatchFailures& failures);

// FAILED_PRECONDITION / UNIT_BELOW_ITSELF.
Error UnitBelowItself(std::string field);

}  // namespace waymark::participants
