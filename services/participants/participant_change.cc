#include "services/participants/participant_change.h"

#include <google/protobuf/util/message_differencer.h>

#include <algorithm>

#include "services/common/rpc/names.h"
#include "services/common/rpc/record.h"
#include "services/participants/participant_records.h"
#include "services/participants/participant_rules.h"
#include "services/participants/protection.h"
#include "services/participants/references.h"
#include "services/participants/sql.h"
#include "services/participants/viewer.h"

namespace waymark::participants {
namespace {

namespace v1 = waymark::participants::v1;
using rpc::Call;

// A new unit holds from its day on, and the one before stays known. A correction goes back as
// far as the unit before; where it takes all of that one's time, they never were there.
void KeepFormerUnits(Call& call, db::Transaction& tx, const Changing& change) {
  const auto& before = change.before;
  const UnitChange step = UnitChangeOf(before, change.after);
  if (step == UnitChange::kNone) return;
  const auto of_person = db::Params().Set("participant_id", rpc::LastPart(before.name()));
  if (step == UnitChange::kMove) {
    call.Run(tx, sql::kAddFormerUnit,
             db::Params(of_person)
                 .SetOrNull("effective_on", UnitSince(before))
                 .Set("unit_id", rpc::LastPart(before.unit())));
    return;
  }
  const auto former = call.Run(tx, sql::kFindFormerUnit, of_person);
  if (former.empty()) return;
  if (const auto error = WhyNotSince(change.after, former[0].Text("since"))) throw *error;
  call.Run(tx, sql::kRemoveFormerUnits,
           db::Params(of_person).SetOrNull("effective_on", UnitSince(change.after)));
}

void ReplaceExternalIds(Call& call, db::Transaction& tx, const Changing& change) {
  v1::Participant before, after;
  *before.mutable_external_ids() = change.before.external_ids();
  *after.mutable_external_ids() = change.after.external_ids();
  if (google::protobuf::util::MessageDifferencer::Equals(before, after)) return;
  const auto id = rpc::LastPart(change.before.name());
  call.Run(tx, sql::kRemoveExternalIds, db::Params().Set("participant_id", id));
  ParticipantKeys keys;
  for (const auto& external_id : after.external_ids()) keys.Add(id, external_id);
  call.Run(tx, sql::kAddExternalIds, keys.Params());
}

// Writes the record, adds its event, and answers it as it is now.
db::Row Write(Call& call, db::Transaction& tx, const Changing& change, events::Changes& changes) {
  const auto& [before, after, version, seal_key] = change;
  const std::string id(rpc::LastPart(before.name()));
  const auto added = AddedAttributes(before, after);
  rpc::Explained(call, ParticipantMeanings(), [&] {
    KeepFormerUnits(call, tx, change);
    ReplaceExternalIds(call, tx, change);
    ParticipantAttributes attributes;
    for (const auto& attribute : added) attributes.Add(id, attribute);
    if (!added.empty()) call.Run(tx, sql::kSetAttributes, attributes.Params());
    call.Run(tx, sql::kUpdateParticipant,
             ParticipantParams(call, after)
                 .SetOrNull("merged_into_id", rpc::LastPart(after.merged_into()))
                 .Set("update_time", call.now())
                 .Set("seal_key", db::Bytes{seal_key.sealed}));
  });
  const auto row = call.One(tx, sql::kGetParticipant, ReferenceParams(before.name()), before.name());
  v1::Participant now;
  FillParticipant(call, row, now);
  AddParticipantEvent(changes, version + 1, &before, now, seal_key.key);
  return row;
}

bool IsProtectedOtherwise(const Changing& change, const std::string& today) {
  return ProtectedBefore(change.before, today) != ProtectedBefore(change.after, today);
}

// Who has the right to a person has it to the records that are merged into theirs: these
// belong to the same unit, and are protected as the person is. They are few.
void HaveMergedFollow(Call& call, db::Transaction& tx, const Changing& change, events::Changes& changes) {
  if (change.before.unit() == change.after.unit() && !IsProtectedOtherwise(change, FormatDay(call.now())))
    return;
  const auto merged = call.Run(tx, sql::kListMergedParticipants,
                               db::Params()
                                   .Set("merged_into_id", rpc::LastPart(change.before.name()))
                                   .SetOrNull("merged_into_external_id", "")
                                   .SetOrNull("after", "")
                                   .Set("limit", kMostMerged));
  for (const db::Row row : merged) {
    Changing following = BeginChange(call, tx, row.Text("name"), "");
    MoveWith(change.after, UnitSince(change.after), following.after);
    Write(call, tx, following, changes);
  }
}

}  // namespace

Changing BeginChange(Call& call, db::Transaction& tx, const std::string& name, const std::string& etag) {
  const auto locked = call.One(tx, sql::kLockParticipant, ReferenceParams(name), name);
  const auto row = call.One(tx, sql::kGetParticipant, ReferenceParams(name), name);
  Changing change;
  FillParticipant(call, row, change.before);
  change.after = change.before;
  change.version = static_cast<int>(row.Int("_version"));
  change.seal_key = rpc::SubjectKeyOf(call, locked);
  rpc::CheckEtag(call, change.before.name(), etag, change.version);
  return change;
}

void FinishChange(Call& call, db::Transaction& tx, const Changing& change, v1::Participant& reply) {
  auto changes = call.NewChanges();
  const std::string& name = change.before.name();
  if (google::protobuf::util::MessageDifferencer::Equals(change.before, change.after)) {
    Viewer(call).Fill(call.One(tx, sql::kGetParticipant, ReferenceParams(name), name), reply);
  } else {
    const auto row = Write(call, tx, change, changes);
    HaveMergedFollow(call, tx, change, changes);
    Viewer(call).Fill(row, reply);
  }
  call.Record(tx, changes, reply);
  tx.Commit();
}

}  // namespace waymark::participants
