#pragma once

#include <span>

#include "waymark/evaluation/v1/funnel.pb.h"

namespace waymark::evaluation {

// The fewest persons that a count may tell of, by what the organization has set (0: nothing, or it is not
// known).
int LeastTold(int min_cell);

// Throws InvalidField("age_band_starts", …) for bands so narrow that they are nearly an age.
void CheckBandsAreWide(std::span<const int> starts);

// Takes from an exact funnel what tells of fewer persons than `least`, and says that it did. The total is its
// last row.
void WithholdFew(v1::Funnel& funnel, int least);

}  // namespace waymark::evaluation
