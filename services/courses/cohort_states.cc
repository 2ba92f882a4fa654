#include "services/courses/cohort_states.h"

namespace waymark::courses {

using namespace waymark::vocabulary::v1;

bool MayFollow(CohortState from, CohortState to) {
  switch (to) {
    case COHORT_STATE_OPEN:
      return from == COHORT_STATE_PLANNED;
    case COHORT_STATE_RUNNING:
      return from == COHORT_STATE_OPEN;
    case COHORT_STATE_CLOSED:
      return from == COHORT_STATE_RUNNING;
    case COHORT_STATE_CANCELLED:
      return from == COHORT_STATE_PLANNED || from == COHORT_STATE_OPEN || from == COHORT_STATE_RUNNING;
    default:
      return false;
  }
}

CohortState StateOfDays(std::string_view starts_on, std::string_view ends_on, std::string_view today) {
  if (!ends_on.empty() && ends_on < today) return COHORT_STATE_CLOSED;
  if (!starts_on.empty() && starts_on <= today) return COHORT_STATE_RUNNING;
  return COHORT_STATE_OPEN;
}

bool TakesEnrolments(CohortState state, std::string_view ends_on, std::string_view enrolled_on) {
  if (state == COHORT_STATE_CLOSED) return !ends_on.empty() && enrolled_on <= ends_on;
  return state == COHORT_STATE_OPEN || state == COHORT_STATE_RUNNING;
}

bool HasBegun(CohortState state) { return state == COHORT_STATE_RUNNING || state == COHORT_STATE_CLOSED; }

std::string StateName(CohortState state) {
  return CohortState_Name(state).substr(std::string_view("COHORT_STATE_").size());
}

}  // namespace waymark::courses
