#include "services/courses/enrolment_states.h"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace waymark::courses {
namespace {

using namespace waymark::vocabulary::v1;

bool OneOf(EnrolmentState state, std::initializer_list<EnrolmentState> states) {
  return std::find(states.begin(), states.end(), state) != states.end();
}

constexpr std::array<std::string_view, 10> kExitReasons = {
    "Completed",          "Graduated", "Dropout", "Expelled",
    "Transferred",        "Withdrawn", "No show", "Died or is permanently incapacitated",
    "Invalid enrollment", "Other"};

// What may follow a state by ChangeEnrolmentState, besides VOIDED.
bool Follows(EnrolmentState from, EnrolmentState to) {
  switch (from) {
    case ENROLMENT_STATE_APPLIED:
      return OneOf(to, {ENROLMENT_STATE_WAITLISTED, ENROLMENT_STATE_ACCEPTED, ENROLMENT_STATE_REJECTED,
                        ENROLMENT_STATE_WITHDRAWN, ENROLMENT_STATE_DECEASED});
    case ENROLMENT_STATE_WAITLISTED:
      return OneOf(to, {ENROLMENT_STATE_ACCEPTED, ENROLMENT_STATE_REJECTED, ENROLMENT_STATE_WITHDRAWN,
                        ENROLMENT_STATE_DECEASED});
    case ENROLMENT_STATE_ACCEPTED:
      return OneOf(to, {ENROLMENT_STATE_ACTIVE, ENROLMENT_STATE_NO_SHOW, ENROLMENT_STATE_WITHDRAWN,
                        ENROLMENT_STATE_TRANSFERRED, ENROLMENT_STATE_DECEASED});
    case ENROLMENT_STATE_ACTIVE:
      return OneOf(to, {ENROLMENT_STATE_SUSPENDED, ENROLMENT_STATE_COMPLETED, ENROLMENT_STATE_FAILED,
                        ENROLMENT_STATE_WITHDRAWN, ENROLMENT_STATE_DROPPED_OUT, ENROLMENT_STATE_TRANSFERRED,
                        ENROLMENT_STATE_EXPELLED, ENROLMENT_STATE_DECEASED});
    case ENROLMENT_STATE_SUSPENDED:
      return OneOf(to, {ENROLMENT_STATE_ACTIVE, ENROLMENT_STATE_FAILED, ENROLMENT_STATE_WITHDRAWN,
                        ENROLMENT_STATE_DROPPED_OUT, ENROLMENT_STATE_TRANSFERRED, ENROLMENT_STATE_EXPELLED,
                        ENROLMENT_STATE_DECEASED});
    case ENROLMENT_STATE_COMPLETED:
      return OneOf(to, {ENROLMENT_STATE_FAILED, ENROLMENT_STATE_WITHDRAWN, ENROLMENT_STATE_EXPELLED,
                        ENROLMENT_STATE_DECEASED});
    default:
      return false;
  }
}

}  // namespace

Move MoveOf(EnrolmentState from, EnrolmentState to) {
  if (from == ENROLMENT_STATE_UNSPECIFIED || from == to) return Move::kIllegal;
  if (to == ENROLMENT_STATE_VOIDED) return Move::kAllowed;
  if (to == ENROLMENT_STATE_GRADUATED) {
    return OneOf(from, {ENROLMENT_STATE_ACTIVE, ENROLMENT_STATE_COMPLETED}) ? Move::kByGraduation
                                                                            : Move::kIllegal;
  }
  return Follows(from, to) ? Move::kAllowed : Move::kIllegal;
}

bool MayBegin(EnrolmentState state) {
  return OneOf(state, {ENROLMENT_STATE_APPLIED, ENROLMENT_STATE_ACCEPTED, ENROLMENT_STATE_ACTIVE});
}

bool TakesSeat(EnrolmentState state) {
  return OneOf(state, {ENROLMENT_STATE_ACCEPTED, ENROLMENT_STATE_ACTIVE, ENROLMENT_STATE_SUSPENDED,
                       ENROLMENT_STATE_COMPLETED, ENROLMENT_STATE_GRADUATED});
}

bool IsOpen(EnrolmentState state) {
  return OneOf(state, {ENROLMENT_STATE_APPLIED, ENROLMENT_STATE_WAITLISTED, ENROLMENT_STATE_ACCEPTED,
                       ENROLMENT_STATE_ACTIVE, ENROLMENT_STATE_SUSPENDED, ENROLMENT_STATE_COMPLETED});
}

bool IsEnded(EnrolmentState state) { return !DefaultExitReason(state).empty(); }

bool IsPast(EnrolmentState state) { return IsEnded(state) || state == ENROLMENT_STATE_COMPLETED; }

bool NeedsCohort(EnrolmentState to) {
  return OneOf(to, {ENROLMENT_STATE_WAITLISTED, ENROLMENT_STATE_ACCEPTED, ENROLMENT_STATE_ACTIVE,
                    ENROLMENT_STATE_COMPLETED});
}

bool EverActive(bool before, EnrolmentState to) {
  if (to == ENROLMENT_STATE_VOIDED) return false;
  return before || to == ENROLMENT_STATE_ACTIVE;
}

bool EverActiveInPast(EnrolmentState state) {
  return !OneOf(state, {ENROLMENT_STATE_UNSPECIFIED, ENROLMENT_STATE_APPLIED, ENROLMENT_STATE_WAITLISTED,
                        ENROLMENT_STATE_ACCEPTED, ENROLMENT_STATE_REJECTED, ENROLMENT_STATE_NO_SHOW,
                        ENROLMENT_STATE_VOIDED});
}

bool MayFollowAnother(EnrolmentState state) {
  return Follows(ENROLMENT_STATE_ACTIVE, state) && Follows(ENROLMENT_STATE_ACCEPTED, state);
}

std::string_view DefaultExitReason(EnrolmentState state) {
  switch (state) {
    case ENROLMENT_STATE_GRADUATED:
      return "Graduated";
    case ENROLMENT_STATE_DROPPED_OUT:
      return "Dropout";
    case ENROLMENT_STATE_EXPELLED:
      return "Expelled";
    case ENROLMENT_STATE_TRANSFERRED:
      return "Transferred";
    case ENROLMENT_STATE_WITHDRAWN:
      return "Withdrawn";
    case ENROLMENT_STATE_NO_SHOW:
      return "No show";
    case ENROLMENT_STATE_DECEASED:
      return "Died or is permanently incapacitated";
    case ENROLMENT_STATE_VOIDED:
      return "Invalid enrollment";
    case ENROLMENT_STATE_FAILED:
      return "Other";
    default:
      return "";
  }
}

bool IsExitReason(std::string_view text) {
  return std::find(kExitReasons.begin(), kExitReasons.end(), text) != kExitReasons.end();
}

std::string StateName(EnrolmentState state) {
  return EnrolmentState_Name(state).substr(std::string_view("ENROLMENT_STATE_").size());
}

}  // namespace waymark::courses
