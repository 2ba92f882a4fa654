#pragma once

#include "waymark/participants/v1/participants.pb.h"

namespace waymark::participants {

// How much of a protected person's record a caller may see; find_sight.sql knows the
// numbers.
enum class Sight {
  kRedacted = 0,  // that there is a person, where, of which sex and state
  kNamed = 1,     // what they are called besides
  kWhole = 2,
};

// Clears what this sight does not open, and says so in `redacted`. A field that is
// not known here is cleared.
void Redact(Sight sight, waymark::participants::v1::Participant& participant);

}  // namespace waymark::participants
