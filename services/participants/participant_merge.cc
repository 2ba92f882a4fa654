#include "services/participants/participant_merge.h"

#include "services/participants/participant_change.h"
#include "services/participants/participant_records.h"
#include "services/participants/participant_rules.h"
#include "services/participants/references.h"
#include "services/participants/sql.h"

namespace waymark::participants {
namespace {

namespace v1 = waymark::participants::v1;
using rpc::Call;

// Who stands for the person from now on. Not within the caller's reach is not there.
v1::Participant FindPerson(Call& call, db::Transaction& tx, const std::string& name) {
  const auto rows = call.Run(tx, sql::kGetParticipant, ReferenceParams(name));
  if (rows.empty()) throw ReferenceNotFound("into", "participant");
  v1::Participant person;
  FillParticipant(call, rows[0], person);
  return person;
}

int CountMerged(Call& call, db::Transaction& tx, const std::string& name) {
  const auto rows = call.Run(tx, sql::kCountMerged, ReferenceParams(name));
  return static_cast<int>(rows[0].Int("merged"));
}

}  // namespace

void MergeParticipant(Call& call, const v1::MergeParticipantRequest& request, v1::Participant& reply) {
  auto tx = call.Begin();
  call.Run(tx, sql::kLockParticipants, ReferenceParams(std::vector{request.name(), request.into()}));
  Changing change = BeginChange(call, tx, request.name(), request.etag());
  const auto person = FindPerson(call, tx, request.into());
  const int merged = CountMerged(call, tx, change.before.name());
  if (const auto error = WhyNotMerged(change.before, person, merged, CountMerged(call, tx, person.name())))
    throw *error;
  change.after.set_merged_into(person.name());
  MoveWith(person, FormatDay(call.now()), change.after);
  FinishChange(call, tx, change, reply);
}

void UnmergeParticipant(Call& call, const v1::UnmergeParticipantRequest& request, v1::Participant& reply) {
  auto tx = call.Begin();
  Changing change = BeginChange(call, tx, request.name(), request.etag());
  if (change.before.merged_into().empty())
    throw FailedPrecondition("PARTICIPANT_NOT_MERGED", "the participant is merged into none");
  change.after.clear_merged_into();
  FinishChange(call, tx, change, reply);
}

}  // namespace waymark::participants
