#include "services/common/rpc/create_batch.h"
#include "services/common/rpc/filter.h"
#include "services/common/rpc/names.h"
#include "services/common/rpc/page.h"
#include "services/common/rpc/record.h"
#include "services/common/rpc/validate.h"
#include "services/participants/filters.h"
#include "services/participants/participant_batch.h"
#include "services/participants/participant_change.h"
#include "services/participants/participant_merge.h"
#include "services/participants/participant_records.h"
#include "services/participants/participant_rules.h"
#include "services/participants/references.h"
#include "services/participants/services.h"
#include "services/participants/sql.h"
#include "services/participants/viewer.h"
#include "waymark/participants/v1/participants.grpc.pb.h"

namespace waymark::participants {
namespace {

namespace v1 = waymark::participants::v1;
using rpc::Call;

void ThrowIfWrong(const Call& call, const v1::Participant& participant) {
  auto violations = CheckParticipant(participant, FormatDay(call.now()));
  if (!violations.empty()) throw InvalidFields(std::move(violations));
}

void Create(Call& call, const v1::CreateParticipantRequest& request, v1::Participant& reply) {
  ThrowIfWrong(call, request.participant());
  const std::string id = request.participant_id().empty() ? call.NewId() : request.participant_id();
  reply = request.participant();
  CompleteNew(call, id, UnitId(call, "participant.unit", reply.unit()), reply);

  ParticipantKeys keys;
  for (const auto& external_id : reply.external_ids()) keys.Add(id, external_id);
  ParticipantAttributes attributes;
  for (const auto& attribute : reply.attributes()) attributes.Add(id, attribute);
  auto params = ParticipantParams(call, reply);
  const auto seal_key = rpc::NewSubjectKey(call);
  params.Set("content_digest", rpc::ContentDigest(request.participant()))
      .Set("seal_key", db::Bytes{seal_key.sealed});
  keys.AddTo(params);
  attributes.AddTo(params);
  auto changes = call.NewChanges();
  AddParticipantEvent(changes, 1, nullptr, reply, seal_key.key);
  rpc::Explained(call, ParticipantMeanings(),
                 [&] { call.Write(sql::kCreateParticipant, std::move(params), changes, reply); });
}

void Get(Call& call, const v1::GetParticipantRequest& request, v1::Participant& reply) {
  Viewer viewer(call);
  viewer.Fill(call.ReadOne(sql::kGetParticipant, ReferenceParams(request.name()), request.name()), reply);
  viewer.RecordReads();
}

void BatchGet(Call& call, const v1::BatchGetParticipantsRequest& request,
              v1::BatchGetParticipantsResponse& reply) {
  const std::vector names(request.names().begin(), request.names().end());
  const auto rows = call.Read(sql::kGetParticipants, ReferenceParams(names));
  Viewer viewer(call);
  ForEachFound(rows, names, [&](const db::Row& row) { viewer.Fill(row, *reply.add_participants()); });
  viewer.RecordReads();
}

bool IsByName(const std::string& order_by) {
  if (order_by == "display_name") return true;
  if (order_by.empty() || order_by == "name") return false;
  throw InvalidField("order_by", "must be empty, name or display_name");
}

const db::Query& ListQuery(const Filter& filter, bool by_name) {
  if (filter.contains("merged_into")) {
    if (filter.size() > 1 || by_name) throw InvalidField("filter", "`merged_into` must be alone, by id");
    return sql::kListMergedParticipants;
  }
  if (filter.contains("unit_subtree"))
    return by_name ? sql::kFilterParticipantsInUnitsByName : sql::kFilterParticipantsInUnitsById;
  if (by_name) return sql::kFilterParticipantsByName;
  return filter.empty() ? sql::kListParticipants : sql::kFilterParticipantsById;
}

void List(Call& call, const v1::ListParticipantsRequest& request, v1::ListParticipantsResponse& reply) {
  const rpc::Page page(call, request);
  const bool by_name = IsByName(request.order_by());
  const auto filter = rpc::ParseFilter(
      request.filter(), {"unit_subtree", "sex", "state", "external_id", "display_name", "merged_into"});
  const auto merged_into = ReferenceFilter(call, filter, "merged_into", "participants");
  const auto name = rpc::RangeFilter(filter, "display_name");
  auto params = PersonsFilter(call, filter);
  params.Set("limit", page.limit())
      .Set("after", page.key(by_name ? 1 : 0))
      .Set("after_name", page.key(0))
      .Set("show_merged", request.show_merged() || filter.contains("external_id"))
      .SetOrNull("merged_into_id", merged_into ? merged_into->id : "")
      .SetOrNull("merged_into_external_id", merged_into ? merged_into->external_id : "")
      .Set("external_id", rpc::TextFilter(filter, "external_id"))
      .Set("name_from", name.from)
      .Set("name_to", name.to);
  Viewer viewer(call);
  viewer.AddNames(by_name || name.from, params);
  const auto rows = call.Read(ListQuery(filter, by_name), std::move(params));
  const std::vector<const char*> keys =
      by_name ? std::vector{"_name_key", "_participant_id"} : std::vector{"_participant_id"};
  reply.set_next_page_token(
      page.Fill(rows, reply.mutable_participants(), keys,
                [&](const db::Row& row, v1::Participant& item) { viewer.Fill(row, item); }));
  viewer.RecordReads();
}

void Search(Call& call, const v1::SearchParticipantsRequest& request, v1::SearchParticipantsResponse& reply) {
  const rpc::Page page(call, request);
  auto params = PersonsFilter(call, rpc::ParseFilter(request.filter(), {"unit_subtree", "sex", "state"}));
  params.Set("query", request.query())
      .Set("limit", page.limit())
      .Set("after_word", page.key(0))
      .Set("after", page.key(1))
      .Set("show_merged", request.show_merged());
  Viewer viewer(call);
  viewer.AddNames(true, params);
  reply.set_next_page_token(
      page.Fill(call.Read(sql::kSearchParticipants, std::move(params)), reply.mutable_participants(),
                {"_word", "_participant_id"},
                [&](const db::Row& row, v1::Participant& item) { viewer.Fill(row, item); }));
  viewer.RecordReads();
}

void CheckStateChange(const v1::Participant& before, const v1::Participant& after) {
  if (CanGo(before.state(), after.state())) return;
  throw IllegalStateChange("a participant", StateName(before.state()), StateName(after.state()));
}

void Update(Call& call, const v1::UpdateParticipantRequest& request, v1::Participant& reply) {
  const auto& wanted = request.participant();
  const auto paths = rpc::MaskPaths(request.update_mask(), wanted);
  const auto unit_id = UnitId(call, "participant.unit", wanted.unit());
  auto tx = call.Begin();
  Changing change = BeginChange(call, tx, wanted.name(), wanted.etag());
  RefuseMerged(change.before);
  auto& before = change.before;
  auto& after = change.after;
  rpc::ApplyPaths(paths, wanted, after);
  if (rpc::Names(paths, "unit")) after.set_unit(rpc::Name(call.organization(), "units", unit_id));
  if (after.unit() != before.unit() && !rpc::Names(paths, "unit_effective_on"))
    after.set_unit_effective_on(FormatDay(call.now()));
  if (after.state() == waymark::vocabulary::v1::PARTICIPANT_STATE_UNSPECIFIED)
    after.set_state(before.state());
  if (after.state() != before.state() && !rpc::Names(paths, "state_reason")) after.clear_state_reason();
  ThrowIfWrong(call, after);
  KeepAttributes(before, after);
  CheckStateChange(before, after);
  FinishChange(call, tx, change, reply);
}

void Delete(Call& call, const v1::DeleteParticipantRequest& request, v1::Participant& reply) {
  using namespace waymark::vocabulary::v1;
  auto tx = call.Begin();
  Changing change = BeginChange(call, tx, request.name(), request.etag());
  RefuseMerged(change.before);
  if (change.before.state() != PARTICIPANT_STATE_ACTIVE)
    throw IllegalStateChange("a participant", StateName(change.before.state()), "LEFT");
  change.after.set_state(PARTICIPANT_STATE_LEFT);
  change.after.clear_state_reason();
  FinishChange(call, tx, change, reply);
}

void OpenDiff(Call& call, const v1::OpenAuditDiffRequest& request, waymark::events::v1::AuditDiff& reply) {
  const auto row = call.ReadOne(sql::kGetSealKey, ReferenceParams(request.name()), request.name());
  const std::string aggregate = "participants/" + row.Text("participant_id");
  rpc::OpenAuditDiff(call, row, {call.organization(), aggregate, request.event_id()}, request.sealed_diff(),
                     reply);
  call.RecordRead({aggregate});
}

}  // namespace

rpc::Service MakeParticipantsService() {
  return {v1::ParticipantsService::service_full_name(),
          {{"CreateParticipant", Create},
           {"BatchCreateParticipants", BatchCreate},
           {"GetParticipant", Get},
           {"BatchGetParticipants", BatchGet},
           {"ListParticipants", List},
           {"SearchParticipants", Search},
           {"UpdateParticipant", Update},
           {"DeleteParticipant", Delete},
           {"MergeParticipant", MergeParticipant},
           {"UnmergeParticipant", UnmergeParticipant},
           {"OpenAuditDiff", OpenDiff}}};
}

}  // namespace waymark::participants
