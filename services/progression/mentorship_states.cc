#include "services/progression/mentorship_states.h"

#include <string_view>

namespace waymark::progression {

using namespace waymark::vocabulary::v1;

bool MayFollow(MentorshipState from, MentorshipState to) {
  if (from == to) return false;
  switch (to) {
    case MENTORSHIP_STATE_PENDING_ACCEPTANCE:
      return from == MENTORSHIP_STATE_PROPOSED;
    case MENTORSHIP_STATE_ACTIVE:
      return from == MENTORSHIP_STATE_PENDING_ACCEPTANCE || from == MENTORSHIP_STATE_PAUSED;
    case MENTORSHIP_STATE_PAUSED:
      return from == MENTORSHIP_STATE_ACTIVE;
    case MENTORSHIP_STATE_GOALS_MET:
    case MENTORSHIP_STATE_ENDED_ON_TERM:
    case MENTORSHIP_STATE_RE_PAIRED:
      return from == MENTORSHIP_STATE_ACTIVE || from == MENTORSHIP_STATE_PAUSED;
    case MENTORSHIP_STATE_DISSOLVED:
      return from != MENTORSHIP_STATE_UNSPECIFIED && !IsEnded(from);
    case MENTORSHIP_STATE_VOIDED:
      return from != MENTORSHIP_STATE_UNSPECIFIED;
    default:
      return false;
  }
}

bool MayBegin(MentorshipState state) {
  return state == MENTORSHIP_STATE_PROPOSED || state == MENTORSHIP_STATE_PENDING_ACCEPTANCE ||
         state == MENTORSHIP_STATE_ACTIVE;
}

bool IsEnded(MentorshipState state) {
  switch (state) {
    case MENTORSHIP_STATE_GOALS_MET:
    case MENTORSHIP_STATE_ENDED_ON_TERM:
    case MENTORSHIP_STATE_RE_PAIRED:
    case MENTORSHIP_STATE_DISSOLVED:
    case MENTORSHIP_STATE_VOIDED:
      return true;
    default:
      return false;
  }
}

std::string StateName(MentorshipState state) {
  return MentorshipState_Name(state).substr(std::string_view("MENTORSHIP_STATE_").size());
}

}  // namespace waymark::progression
