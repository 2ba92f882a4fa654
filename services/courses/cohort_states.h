#pragma once

#include <string>
#include <string_view>

#include "waymark/vocabulary/v1/vocabulary.pb.h"

// The states of a cohort.
namespace waymark::courses {

using waymark::vocabulary::v1::CohortState;

// PLANNED → OPEN → RUNNING → CLOSED; CANCELLED from the first three.
bool MayFollow(CohortState from, CohortState to);

// The state of a new cohort of which none is stated, on the day `today`: CLOSED
// when its last day is past, RUNNING when its first day is not in the future,
// else OPEN. Days are `YYYY-MM-DD` or empty.
CohortState StateOfDays(std::string_view starts_on, std::string_view ends_on, std::string_view today);

// Whether somebody may enrol on the day `enrolled_on`: while it is OPEN or
// RUNNING; once it is CLOSED only what happened before its last day may still be
// recorded. Days are `YYYY-MM-DD` or empty.
bool TakesEnrolments(CohortState state, std::string_view ends_on, std::string_view enrolled_on);

// Whether it takes place or took place: then somebody may graduate.
bool HasBegun(CohortState state);

// `RUNNING`
std::string StateName(CohortState state);

}  // namespace waymark::courses
