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
#include "services/participants/unit_change.h"
#include "services/participants/unit_records.h"
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

void Update(Call& call, const v1::UpdateUnitRequest& request, v1::Unit& reply) {
  const auto& wanted = request.unit();
  const auto paths = rpc::MaskPaths(request.update_mask(), wanted);
  const auto parent_id = UnitId(call, "unit.parent", wanted.parent());
  const bool parent_named = rpc::Names(paths, "parent");
  auto tx = call.Begin();
  ChangingUnit change = BeginUnitChange(call, tx, wanted.name(), wanted.etag());
  auto& [before, after, version, withdrawn_days] = change;
  rpc::ApplyPaths(paths, wanted, after);
  if (parent_named) after.set_parent(rpc::Name(call.organization(), "units", parent_id));
  const bool another = after.parent() != before.parent();
  if (another && !rpc::Names(paths, "parent_effective_on"))
    after.set_parent_effective_on(FormatDay(call.now()));
  if (another || after.parent_effective_on() != before.parent_effective_on()) {
    MoveUnit(call, tx, parent_named, change);
  } else if (rpc::EndsUnchanged(call, tx, before, after, reply)) {
    return;
  }
  FinishUnitChange(call, tx, change, reply);
}

void Delete(Call& call, const v1::DeleteUnitRequest& request, v1::Unit& reply) {
  auto tx = call.Begin();
  ChangingUnit change = BeginUnitChange(call, tx, request.name(), request.etag());
  if (change.before.state() == v1::UNIT_STATE_CLOSED) throw IllegalStateChange("a unit", "CLOSED", "CLOSED");
  const auto children =
      call.Run(tx, sql::kHasOpenChildren, db::Params().Set("unit_id", rpc::LastPart(change.before.name())));
  if (children[0].Bool("found")) {
    throw FailedPrecondition("UNIT_HAS_OPEN_CHILDREN",
                             "the unit has open units below it; close or move them first");
  }
  change.after.set_state(v1::UNIT_STATE_CLOSED);
  FinishUnitChange(call, tx, change, reply);
}

void Undelete(Call& call, const v1::UndeleteUnitRequest& request, v1::Unit& reply) {
  auto tx = call.Begin();
  ChangingUnit change = BeginUnitChange(call, tx, request.name(), request.etag());
  if (change.before.state() == v1::UNIT_STATE_OPEN) throw IllegalStateChange("a unit", "OPEN", "OPEN");
  const auto parents =
      call.Run(tx, sql::kHasClosedParent, db::Params().Set("unit_id", rpc::LastPart(change.before.name())));
  if (parents[0].Bool("found")) {
    throw FailedPrecondition("UNIT_BELOW_CLOSED",
                             "the unit stands below a closed one, today or later; open that one first");
  }
  change.after.set_state(v1::UNIT_STATE_OPEN);
  FinishUnitChange(call, tx, change, reply);
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
           {"DeleteUnit", Delete},
           {"UndeleteUnit", Undelete}}};
}

}  // namespace waymark::participants
