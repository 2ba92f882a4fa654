#pragma once

#include <string>

#include "services/common/rpc/call.h"
#include "services/participants/unit_places.h"
#include "waymark/participants/v1/units.pb.h"

// How a unit's record is changed: it is locked, compared, written, and its change is
// recorded.
namespace waymark::participants {

// A record that is being changed, locked until the end of the transaction.
struct ChangingUnit {
  waymark::participants::v1::Unit before, after;
  int version;
  std::vector<std::string> withdrawn_days;  // on which it did not come to stand elsewhere
};

// Locks the record, and the tree. Throws NotFound, and Aborted when `etag` is not the
// current one.
ChangingUnit BeginUnitChange(rpc::Call& call, db::Transaction& tx, const std::string& name,
                             const std::string& etag);

// Has the unit stand where `after` says, from the day on that it says; whether the parent
// was named, or is the one that it has.
void MoveUnit(rpc::Call& call, db::Transaction& tx, bool parent_named, ChangingUnit& change);

// Writes what `after` says besides where it stands, records the change with its event, and
// commits. `reply` is the record as it is then.
void FinishUnitChange(rpc::Call& call, db::Transaction& tx, ChangingUnit& change,
                      waymark::participants::v1::Unit& reply);

}  // namespace waymark::participants
