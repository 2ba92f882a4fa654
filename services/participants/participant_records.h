#pragma once

#include <span>
#include <string>
#include <vector>

#include "services/common/rpc/constraints.h"
#include "services/common/rpc/subject_keys.h"
#include "waymark/participants/v1/participants.pb.h"

namespace waymark::participants {

// What the constraints of persons' tables mean.
std::span<const rpc::ConstraintMeaning> ParticipantMeanings();

// A row of participant_record, the whole of it: what a caller may see of it is
// Viewer's to say.
void FillParticipant(const rpc::Call& call, const db::Row& row,
                     waymark::participants::v1::Participant& participant);

// Makes the record of a new person out of what the caller sent: name, state,
// version, times and protection are set, the unit is in its UUID form.
void CompleteNew(const rpc::Call& call, const std::string& id, const std::string& unit_id,
                 waymark::participants::v1::Participant& participant);

// The parameters of one person's columns, for create_participant and
// update_participant.
db::Params ParticipantParams(const rpc::Call& call,
                             const waymark::participants::v1::Participant& participant);
// The same as arrays, for create_participants.
db::Params ParticipantArrays(const rpc::Call& call,
                             const std::vector<const waymark::participants::v1::Participant*>& participants,
                             const std::vector<std::string>& digests,
                             const std::vector<rpc::SubjectKey>& seal_keys);

// The parameters of external ids and attributes, for their statements.
struct ParticipantKeys {
  std::vector<std::string> participant_ids, systems, system_values;
  void Add(std::string_view participant_id, const waymark::participants::v1::ExternalId& external_id);
  void AddTo(db::Params& params) const;
  db::Params Params() const;
};
struct ParticipantAttributes {
  std::vector<std::string> participant_ids, keys;
  std::vector<std::optional<std::string>> values, days;
  void Add(std::string_view participant_id, const waymark::participants::v1::ParticipantAttribute& attribute);
  void AddTo(db::Params& params) const;
  db::Params Params() const;
};

// Adds `participant.registered` (`before` is null), `participant.updated`, or, where that
// is what changed, `participant.merged` or `participant.unmerged`; for the audit log
// sealed with the person's key.
void AddParticipantEvent(events::Changes& changes, int version,
                         const waymark::participants::v1::Participant* before,
                         const waymark::participants::v1::Participant& participant, std::string_view key);

}  // namespace waymark::participants
