#include "services/common/rpc/create_batch.h"
#include "services/common/rpc/filter.h"
#include "services/common/rpc/names.h"
#include "services/common/rpc/page.h"
#include "services/common/rpc/record.h"
#include "services/common/rpc/validate.h"
#include "services/participants/filters.h"
#include "services/participants/references.h"
#include "services/participants/services.h"
#include "services/participants/sql.h"
#include "services/participants/unit_records.h"
#include "services/participants/unit_tree.h"
#include "waymark/participants/v1/units.grpc.pb.h"

namespace waymark::participants {
namespace {

namespace v1 = waymark::participants::v1;
using rpc::Call;

void Create(Call& call, const v1::CreateUnitRequest& request, v1::Unit& reply) {
  reply = request.unit();
  const std::string parent_id = UnitId(call, "unit.parent", reply.parent());
  // Where there is a parent, policies say whether a unit may come below it.
  if (parent_id.empty() && !call.scope().reach.whole) throw OutsideReach("unit.parent");
  CompleteNew(call, request.unit_id().empty() ? call.NewId() : request.unit_id(), parent_id, reply);
  auto changes = call.NewChanges();
  AddUnitEvent(changes, 1, nullptr, reply);
  auto params = UnitParams(reply);
  params.Set("content_digest", rpc::ContentDigest(request.unit()))
      .SetOrNull("parent_id", parent_id)
      .SetOrNull("parent_effective_on", reply.parent_effective_on());
  rpc::Explained(call, UnitMeanings(), [&] { call.Write(sql::kCreateUnit, params, changes, reply); });
}

void Get(Call& call, const v1::GetUnitRequest& request, v1::Unit& reply) {
  FillUnit(call, call.ReadOne(sql::kGetUnit, ReferenceParams(request.name()), request.name()), reply);
}

void BatchGet(Call& call, const v1::BatchGetUnitsRequest& request, v1::BatchGetUnitsResponse& reply) {
  const std::vector names(request.names().begin(), request.names().end());
  const auto rows = call.Read(sql::kGetUnits, ReferenceParams(names));
  ForEachFound(rows, names, [&](const db::Row& row) { FillUnit(call, row, *reply.add_units()); });
}

void List(Call& call, const v1::ListUnitsRequest& request, v1::ListUnitsResponse& reply) {
  const rpc::Page page(call, request);
  const auto filter =
      rpc::ParseFilter(request.filter(), {"parent", "kind", "external_id", "state", "display_name"});
  const auto parent = ReferenceFilter(call, filter, "parent", "units");
  const auto name = rpc::RangeFilter(filter, "display_name");
  const auto rows = call.Read(sql::kListUnits,
                              db::Params()
                                  .Set("after", page.key(0))
                                  .Set("limit", page.limit())
                                  .Set("parent_given", parent.has_value())
                                  .SetOrNull("parent_id", parent ? parent->id : "")
                                  .SetOrNull("parent_external_id", parent ? parent->external_id : "")
                                  .Set("kind", rpc::TextFilter(filter, "kind"))
                                  .Set("external_id", rpc::TextFilter(filter, "external_id"))
                                  .Set("state", rpc::EnumFilter(filter, "state", v1::UnitState_descriptor()))
                                  .Set("name_from", name.from)
                                  .Set("name_to", name.to));
  reply.set_next_page_token(
      page.Fill(rows, reply.mutable_units(), {"_unit_id"},
                [&](const db::Row& row, v1::Unit& unit) { FillUnit(call, row, unit); }));
}

// A record that is being changed, locked until the end of the transaction.
struct Changing {
  v1::Unit before, after;
  int version;
};

Changing BeginChange(Call& call, db::Transaction& tx, const std::string& name, const std::string& etag) {
  // The tree before the unit, so that two moves never wait for each other.
  call.Run(tx, sql::kLockUnitTree, {});
  call.One(tx, sql::kLockUnit, ReferenceParams(name), name);
  const auto row = call.One(tx, sql::kGetUnit, ReferenceParams(name), name);
  Changing change;
  FillUnit(call, row, change.before);
  change.after = change.before;
  change.version = static_cast<int>(row.Int("_version"));
  rpc::CheckEtag(call, change.before.name(), etag, change.version);
  return change;
}

void Move(Call& call, db::Transaction& tx, const v1::Unit& unit) {
  const auto unit_id = rpc::LastPart(unit.name()), parent_id = rpc::LastPart(unit.parent());
  if (!parent_id.empty()) {
    const auto parents =
        call.Run(tx, sql::kResolveUnits, ReferenceParams(std::vector{std::string(parent_id)}));
    if (auto error = UnitError("unit.parent", {parents[0].Text("id"), parents[0].Bool("open")})) throw *error;
    const auto below = call.Run(tx, sql::kUnitHasAncestor,
                                db::Params()
                                    .Set("unit_id", parent_id)
                                    .Set("ancestor_id", unit_id)
                                    .SetOrNull("since", unit.parent_effective_on()));
    if (below[0].Bool("found")) throw UnitBelowItself("unit.parent");
  }
  call.Run(tx, sql::kSetUnitParent,
           db::Params()
               .Set("unit_id", unit_id)
               .SetOrNull("parent_id", parent_id)
               .SetOrNull("effective_on", unit.parent_effective_on()));
}

// `after` as its event tells it: a parent that holds from a later day on is told
// today.
void FinishChange(Call& call, db::Transaction& tx, const Changing& change, v1::Unit& reply) {
  const auto& [before, after, version] = change;
  call.Run(tx, sql::kUpdateUnit, UnitParams(after).Set("update_time", call.now()));
  FillUnit(call, call.One(tx, sql::kGetUnit, ReferenceParams(before.name()), before.name()), reply);
  auto changes = call.NewChanges();
  AddUnitEvent(changes, version + 1, &before, after);
  call.Record(tx, changes, reply);
  tx.Commit();
}

void Update(Call& call, const v1::UpdateUnitRequest& request, v1::Unit& reply) {
  const auto& wanted = request.unit();
  const auto paths = rpc::MaskPaths(request.update_mask(), wanted);
  const auto parent_id = UnitId(call, "unit.parent", wanted.parent());
  auto tx = call.Begin();
  Changing change = BeginChange(call, tx, wanted.name(), wanted.etag());
  auto& [before, after, version] = change;
  rpc::ApplyPaths(paths, wanted, after);
  if (rpc::Names(paths, "parent")) after.set_parent(rpc::Name(call.organization(), "units", parent_id));
  if (after.parent() != before.parent()) {
    if (!rpc::Names(paths, "parent_effective_on")) after.set_parent_effective_on(FormatDay(call.now()));
    Move(call, tx, after);
  } else if (after.parent_effective_on() != before.parent_effective_on()) {
    throw InvalidField("unit.parent_effective_on", "changes only together with parent");
  }
  FinishChange(call, tx, change, reply);
}

void Delete(Call& call, const v1::DeleteUnitRequest& request, v1::Unit& reply) {
  auto tx = call.Begin();
  Changing change = BeginChange(call, tx, request.name(), request.etag());
  if (change.before.state() == v1::UNIT_STATE_CLOSED) throw IllegalStateChange("a unit", "CLOSED", "CLOSED");
  const auto children =
      call.Run(tx, sql::kHasOpenChildren, db::Params().Set("unit_id", rpc::LastPart(change.before.name())));
  if (children[0].Bool("found")) {
    throw FailedPrecondition("UNIT_HAS_OPEN_CHILDREN",
                             "the unit has open units below it; close or move them first");
  }
  change.after.set_state(v1::UNIT_STATE_CLOSED);
  FinishChange(call, tx, change, reply);
}

}  // namespace

rpc::Service MakeUnitsService() {
  return {v1::UnitsService::service_full_name(),
          {{"CreateUnit", Create},
           {"BatchCreateUnits", BatchCreate},
           {"GetUnit", Get},
           {"BatchGetUnits", BatchGet},
           {"ListUnits", List},
           {"UpdateUnit", Update},
           {"DeleteUnit", Delete}}};
}

}  // namespace waymark::participants
