#include "services/participants/unit_change.h"

#include "services/common/rpc/names.h"
#include "services/common/rpc/record.h"
#include "services/participants/references.h"
#include "services/participants/sql.h"
#include "services/participants/unit_records.h"
#include "services/participants/unit_tree.h"

namespace waymark::participants {
namespace {

using rpc::Call;

db::Params OfUnit(const ChangingUnit& change) {
  return db::Params().Set("unit_id", rpc::LastPart(change.before.name()));
}

PlacesChange PlanMove(Call& call, db::Transaction& tx, bool parent_named, const ChangingUnit& change) {
  std::vector<Place> known;
  size_t come = 0;
  for (const db::Row row : call.Run(tx, sql::kListUnitPlaces, OfUnit(change))) {
    known.push_back({row.Text("since"), row.Text("parent_id")});
    if (row.Bool("has_come")) ++come;
  }
  const Place wanted = {change.after.parent_effective_on(),
                        std::string(rpc::LastPart(change.after.parent()))};
  return ChangePlaces(known, come, {wanted, parent_named});
}

void CheckParent(Call& call, db::Transaction& tx, const std::string& parent_id) {
  if (parent_id.empty()) return;
  const auto parents = call.Run(tx, sql::kResolveUnits, ReferenceParams(std::vector{parent_id}));
  if (auto error = UnitError("unit.parent", {parents[0].Text("id"), parents[0].Bool("open")})) throw *error;
}

// What the policies hide is as if it were not there.
void Withdraw(Call& call, db::Transaction& tx, const ChangingUnit& change) {
  if (change.withdrawn_days.empty()) return;
  std::vector<std::string> days;
  for (const auto& day : change.withdrawn_days) days.push_back(day.empty() ? "-infinity" : day);
  const auto removed = call.Run(tx, sql::kRemoveUnitParents, OfUnit(change).Set("days", days));
  if (static_cast<size_t>(removed.size()) < days.size()) throw OutsideReach("unit.parent");
}

void Put(Call& call, db::Transaction& tx, const ChangingUnit& change, const Place& place) {
  call.Run(tx, sql::kSetUnitParent,
           OfUnit(change).SetOrNull("parent_id", place.parent_id).SetOrNull("effective_on", place.since));
}

}  // namespace

ChangingUnit BeginUnitChange(Call& call, db::Transaction& tx, const std::string& name,
                             const std::string& etag) {
  // The tree before the unit, so that two moves never wait for each other.
  call.Run(tx, sql::kLockUnitTree, {});
  call.One(tx, sql::kLockUnit, ReferenceParams(name), name);
  const auto row = call.One(tx, sql::kGetUnit, ReferenceParams(name), name);
  ChangingUnit change;
  FillUnit(call, row, change.before);
  change.after = change.before;
  change.version = static_cast<int>(row.Int("_version"));
  rpc::CheckEtag(call, change.before.name(), etag, change.version);
  return change;
}

void MoveUnit(Call& call, db::Transaction& tx, bool parent_named, ChangingUnit& change) {
  const auto [place, is_new, withdrawn] = PlanMove(call, tx, parent_named, change);
  change.after.set_parent(rpc::Name(call.organization(), "units", place.parent_id));
  change.after.set_parent_effective_on(place.since);
  change.withdrawn_days = withdrawn;
  // One whose day is corrected may be closed since.
  if (is_new && withdrawn.empty()) CheckParent(call, tx, place.parent_id);
  rpc::Explained(call, UnitMeanings(), [&] {
    Withdraw(call, tx, change);
    if (is_new) Put(call, tx, change, place);
  });
  if (call.Run(tx, sql::kUnitIsBelowItself, OfUnit(change))[0].Bool("found"))
    throw UnitBelowItself("unit.parent");
}

// `after` as its event tells it: a parent that holds from a later day on is told
// today.
void FinishUnitChange(Call& call, db::Transaction& tx, ChangingUnit& change,
                      waymark::participants::v1::Unit& reply) {
  auto& [before, after, version, withdrawn_days] = change;
  call.Run(tx, sql::kUpdateUnit, UnitParams(after).Set("update_time", call.now()));
  FillUnit(call, call.One(tx, sql::kGetUnit, ReferenceParams(before.name()), before.name()), reply);
  *after.mutable_planned_moves() = reply.planned_moves();
  auto changes = call.NewChanges();
  AddUnitEvent(changes, version + 1, &before, after, withdrawn_days);
  call.Record(tx, changes, reply);
  tx.Commit();
}

}  // namespace waymark::participants
