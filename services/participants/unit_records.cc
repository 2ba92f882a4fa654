#include "services/participants/unit_records.h"

#include "services/common/rpc/names.h"
#include "services/common/rpc/record.h"
#include "services/participants/references.h"
#include "services/participants/unit_tree.h"

namespace waymark::participants {
namespace {

using waymark::participants::v1::Unit;
using Texts = std::vector<std::optional<std::string>>;

constexpr rpc::ConstraintMeaning kMeanings[] = {
    {"UNIT_ID_UNIQUE", [](const rpc::Call&) { return AlreadyExists("unit_id", "is taken by another unit"); }},
    {"UNIT_EXTERNAL_ID_UNIQUE",
     [](const rpc::Call&) { return AlreadyExists("unit.external_id", "is taken by another unit"); }},
    {"UNIT_KNOWN", [](const rpc::Call&) { return ReferenceNotFound("unit.parent", "unit"); }},
    {"UNIT_OPEN", [](const rpc::Call&) { return UnitClosed("unit.parent"); }},
    {"UNIT_PARENT_NOT_ITSELF", [](const rpc::Call&) { return UnitBelowItself("unit.parent"); }},
    {"UNIT_ORGANIZATION_FKEY", [](const rpc::Call& call) { return NotFound(call.parent()); }},
};

}  // namespace

std::span<const rpc::ConstraintMeaning> UnitMeanings() { return kMeanings; }

void FillUnit(const rpc::Call& call, const db::Row& row, Unit& unit) {
  row.Fill(unit);
  if (!row.IsNull("_area_code")) {
    unit.mutable_area()->set_scheme(row.Text("_area_scheme"));
    unit.mutable_area()->set_code(row.Text("_area_code"));
  }
  const auto moves = row.Texts("_planned_moves");
  for (size_t i = 0; i + 1 < moves.size(); i += 2) {
    auto& move = *unit.add_planned_moves();
    move.set_parent(rpc::Name(call.organization(), "units", moves[i]));
    move.set_effective_on(moves[i + 1]);
  }
  unit.set_etag(call.tokens().Etag(unit.name(), row.Int("_version")));
}

void CompleteNew(const rpc::Call& call, const std::string& id, const std::string& parent_id, Unit& unit) {
  rpc::SetCreated(call, rpc::Name(call.organization(), "units", id), unit);
  unit.set_parent(rpc::Name(call.organization(), "units", parent_id));
  unit.set_state(waymark::participants::v1::UNIT_STATE_OPEN);
  if (parent_id.empty()) unit.clear_parent_effective_on();
}

db::Params UnitParams(const Unit& unit) {
  return db::Params()
      .Set("unit_id", rpc::LastPart(unit.name()))
      .SetOrNull("external_id", unit.external_id())
      .Set("display_name", unit.display_name())
      .SetOrNull("kind", unit.kind())
      .SetOrNull("area_scheme", unit.area().scheme())
      .SetOrNull("area_code", unit.area().code())
      .Set("state", static_cast<int>(unit.state()));
}

db::Params UnitArrays(const std::vector<const Unit*>& units, const std::vector<std::string>& digests) {
  Texts ids, external_ids, display_names, kinds, area_schemes, area_codes, parents, days;
  std::vector<int> states;
  for (const Unit* unit : units) {
    ids.emplace_back(rpc::LastPart(unit->name()));
    external_ids.push_back(db::OrNull(unit->external_id()));
    display_names.emplace_back(unit->display_name());
    kinds.push_back(db::OrNull(unit->kind()));
    area_schemes.push_back(db::OrNull(unit->area().scheme()));
    area_codes.push_back(db::OrNull(unit->area().code()));
    states.push_back(unit->state());
    parents.push_back(db::OrNull(rpc::LastPart(unit->parent())));
    days.push_back(db::OrNull(unit->parent_effective_on()));
  }
  return db::Params()
      .Set("unit_ids", ids)
      .Set("external_ids", external_ids)
      .Set("display_names", display_names)
      .Set("kinds", kinds)
      .Set("area_schemes", area_schemes)
      .Set("area_codes", area_codes)
      .Set("states", states)
      .Set("content_digests", digests)
      .Set("parent_ids", parents)
      .Set("effective_on", days);
}

void AddUnitEvent(events::Changes& changes, int version, const Unit* before, const Unit& unit,
                  const std::vector<std::string>& withdrawn_days) {
  const std::string id(rpc::LastPart(unit.name()));
  auto& data = *changes.Add("unit.changed", "units/" + id, version).mutable_unit_changed();
  data.set_unit_id(id);
  data.set_parent_id(std::string(rpc::LastPart(unit.parent())));
  data.set_kind(unit.kind());
  data.set_parent_effective_on(unit.parent_effective_on());
  for (const auto& day : withdrawn_days) data.add_withdrawn_days(day);
  changes.Describe(before, unit);
}

}  // namespace waymark::participants
