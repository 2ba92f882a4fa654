#pragma once

#include <string>

#include "waymark/vocabulary/v1/vocabulary.pb.h"

// The states of a mentorship: which follow which, and what each means.
namespace waymark::progression {

using waymark::vocabulary::v1::MentorshipState;

// Whether `to` may follow `from`.
bool MayFollow(MentorshipState from, MentorshipState to);

// Whether a new mentorship may begin in this state.
bool MayBegin(MentorshipState state);

// Whether it is over, however it ended.
bool IsEnded(MentorshipState state);

// `ACTIVE`
std::string StateName(MentorshipState state);

}  // namespace waymark::progression
