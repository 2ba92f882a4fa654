#pragma once

#include <vector>

#include "services/evaluation/counts.h"

namespace waymark::evaluation {

// A funnel's counts: the groups, and all persons. Without a dimension there are no groups.
struct CountTable {
  std::vector<Counts> groups;
  Counts total = {};
};

// Which of them are withheld.
struct Withheld {
  std::vector<Steps> groups;
  Steps total;
};

// Which counts are withheld from who must not learn of fewer than `least` persons (3 or more): those
// that tell of few, and as many others as it takes that these do not follow. Everything that the withheld
// ones tell of few could then be any of at least `least` - 1 numbers (that none of a few is, any of 2), for
// who knows all that is shown, that a count of 0 is shown, that no step has more persons than the one
// before, and that groups add up to the total. Where they do not, as a person may be in two, less follows.
// More is withheld the greater `least` is, never something else.
Withheld Withhold(const CountTable& table, int least);

}  // namespace waymark::evaluation
