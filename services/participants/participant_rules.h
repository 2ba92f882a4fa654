#pragma once

#include <optional>
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

// The most records that may be merged into one.
inline constexpr int kMostMerged = 20;

// Why `duplicate` may not be merged into `person`, if anything speaks against it; so many
// records are merged into each of them.
std::optional<Error> WhyNotMerged(const waymark::participants::v1::Participant& duplicate,
                                  const waymark::participants::v1::Participant& person,
                                  int merged_into_duplicate, int merged_into_person);

// Throws FAILED_PRECONDITION / PARTICIPANT_MERGED where the record is merged into another,
// which is the one to change.
void RefuseMerged(const waymark::participants::v1::Participant& participant);

// Has the record of `duplicate` belong to the person's unit from `day` on or, where it came
// to its own later, since then.
void MoveWith(const waymark::participants::v1::Participant& person, std::string_view day,
              waymark::participants::v1::Participant& duplicate);

// What becomes of where a person belonged before.
enum class UnitChange {
  kNone,
  kMove,        // the unit of before is a former one
  kCorrection,  // nobody was where the record of before says since when it says so
};
UnitChange UnitChangeOf(const waymark::participants::v1::Participant& before,
                        const waymark::participants::v1::Participant& after);

// Why the present unit may not hold from the day on that `after` says, if anything speaks
// against it; `former` is since when they belonged to the one before (empty = always).
std::optional<Error> WhyNotSince(const waymark::participants::v1::Participant& after,
                                 std::string_view former);

// Completes the attribute values that an update wants by those of `before` that it does not
// correct: an update removes none.
void KeepAttributes(const waymark::participants::v1::Participant& before,
                    waymark::participants::v1::Participant& after);

// The attribute values of `after` that are not in `before`.
std::vector<waymark::participants::v1::ParticipantAttribute> AddedAttributes(
    const waymark::participants::v1::Participant& before,
    const waymark::participants::v1::Participant& after);

// The day since which the person belongs to their unit; empty = always.
std::string_view UnitSince(const waymark::participants::v1::Participant& participant);

}  // namespace waymark::participants
