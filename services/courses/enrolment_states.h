#pragma once

#include <string>
#include <string_view>

#include "waymark/vocabulary/v1/vocabulary.pb.h"

// The states of an enrolment: which follow which, and what each means.
namespace waymark::courses {

using waymark::vocabulary::v1::EnrolmentState;

// How one state may follow another.
enum class Move {
  kIllegal,
  // By ChangeEnrolmentState.
  kAllowed,
  // By GraduateCohort alone, which checks the rule and issues the credential.
  kByGraduation,
};
Move MoveOf(EnrolmentState from, EnrolmentState to);

// Whether a new enrolment that is not a past record may begin in this state.
bool MayBegin(EnrolmentState state);

// Takes one of the cohort's seats.
bool TakesSeat(EnrolmentState state);

// Neither ended nor refused: a participant has one such enrolment in a cohort.
bool IsOpen(EnrolmentState state);

// Ended, whether well or not: carries an exit reason.
bool IsEnded(EnrolmentState state);

// Whether an enrolment counts as enrolled once it is in `to`; `before` says
// whether it did until then.
bool EverActive(bool before, EnrolmentState to);
// The same for a past record, of which only the last state is known.
bool EverActiveInPast(EnrolmentState state);
// Whether the state leaves open what was before: it may follow ACTIVE, and others too.
bool MayFollowAnother(EnrolmentState state);

// Whether it says what came to pass, so that its day is none to come.
bool IsPast(EnrolmentState state);

// Whether who comes into it waits for, takes or has taken what the cohort gives: nobody
// does in one that is CANCELLED.
bool NeedsCohort(EnrolmentState to);

// The exit reason that goes with a state; empty for one that has not ended.
std::string_view DefaultExitReason(EnrolmentState state);

// Whether `text` is one of Ed-Fi's ExitWithdrawType words that Waymark uses.
bool IsExitReason(std::string_view text);

// `ACTIVE`
std::string StateName(EnrolmentState state);

}  // namespace waymark::courses
