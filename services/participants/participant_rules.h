#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "services/common/status/error.h"
#include "waymark/participants/v1/participants.pb.h"

namespace waymark::participants {

// What is wrong with a person's record beyond the rules of its proto, with paths
// from `participant.` on. `today` is the day of the call.
std::vector<FieldViolation> CheckParticipant(const waymark::participants::v1::Participant& participant,
                                             std::string_view today);

// Whether `date`, a day with its precision (`1990-05-17`, `1990-05`, `1990`, with
// `~` when estimated), lies surely after / surely before the day.
bool SurelyAfter(std::string_view date, std::string_view day);
bool SurelyBefore(std::string_view date, std::string_view day);

// Whether a person may go from one state to another, or stay. A death recorded by
// mistake can be taken back; ERASED is reached by erasure only and is final.
bool CanGo(waymark::vocabulary::v1::ParticipantState from, waymark::vocabulary::v1::ParticipantState to);

// The state without its enum's prefix, for messages: `LEFT`.
std::string StateName(waymark::vocabulary::v1::ParticipantState state);

// The attribute values of `after` that are not in `before`.
std::vector<waymark::participants::v1::ParticipantAttribute> AddedAttributes(
    const waymark::participants::v1::Participant& before,
    const waymark::participants::v1::Participant& after);

// The day since which the person belongs to their unit; empty = always.
std::string_view UnitSince(const waymark::participants::v1::Participant& participant);

}  // namespace waymark::participants
