#pragma once

#include <span>
#include <string>
#include <vector>

#include "services/common/rpc/constraints.h"
#include "waymark/participants/v1/units.pb.h"

namespace waymark::participants {

// What the constraints of units' tables mean.
std::span<const rpc::ConstraintMeaning> UnitMeanings();

// A row of unit_record.
void FillUnit(const rpc::Call& call, const db::Row& row, waymark::participants::v1::Unit& unit);

// Makes the record of a new unit out of what the caller sent.
void CompleteNew(const rpc::Call& call, const std::string& id, const std::string& parent_id,
                 waymark::participants::v1::Unit& unit);

// The parameters of one unit's columns, for create_unit and update_unit.
db::Params UnitParams(const waymark::participants::v1::Unit& unit);
// The same as arrays, and below what they stand, for create_units.
db::Params UnitArrays(const std::vector<const waymark::participants::v1::Unit*>& units,
                      const std::vector<std::string>& digests);

// Adds `unit.changed`; `before` is null for a new one. On `withdrawn_days` (empty = always) it
// did not come to stand elsewhere, as was told before.
void AddUnitEvent(events::Changes& changes, int version, const waymark::participants::v1::Unit* before,
                  const waymark::participants::v1::Unit& unit,
                  const std::vector<std::string>& withdrawn_days = {});

// BatchCreateUnits.
void BatchCreate(rpc::Call& call, const waymark::participants::v1::BatchCreateUnitsRequest& request,
                 waymark::participants::v1::BatchCreateUnitsResponse& reply);

}  // namespace waymark::participants
