#include "services/participants/unit_places.h"

#include <algorithm>

#include "services/common/status/error.h"

namespace waymark::participants {
namespace {

constexpr char kDay[] = "unit.parent_effective_on";

// Days are texts: an empty one is before every other.
bool IsBefore(const Place& place, const std::string& day) { return place.since < day; }

// The day of the present move goes back to the move before, and on to the next one.
void CheckPresentMove(const std::vector<Place>& known, size_t come, const WantedPlace& wanted) {
  const auto& [since, parent_id] = wanted.place;
  const Place present = come == 0 ? Place() : known[come - 1];
  if (parent_id != present.parent_id) return;
  if (come > 1 && IsBefore(wanted.place, known[come - 2].since))
    throw InvalidField(kDay, "must not be before the day of the move before, " + known[come - 2].since);
  if (!wanted.parent_named && come < known.size() && !IsBefore(wanted.place, known[come].since))
    throw InvalidField(kDay, "must be before the planned move of " + known[come].since +
                                 "; name the parent, too, to change that one");
}

}  // namespace

PlacesChange ChangePlaces(const std::vector<Place>& known, size_t come, const WantedPlace& wanted) {
  CheckPresentMove(known, come, wanted);
  const Place& place = wanted.place;
  auto next = std::lower_bound(known.begin(), known.end(), place.since, IsBefore);
  const bool was_first = next == known.begin();
  const Place before = was_first ? Place() : *(next - 1);
  const bool corrects = next != known.end() && next->since == place.since;
  if (corrects) ++next;
  const bool stays = place.parent_id == before.parent_id;
  if (was_first && stays && !corrects) throw InvalidField(kDay, "is the day of a parent; it has none then");

  PlacesChange change{.place = place, .is_new = true, .withdrawn = {}};
  if (stays && corrects) {  // it did not move on that day
    change = {.place = before, .is_new = false, .withdrawn = {place.since}};
  } else if (stays) {  // it came there later
    change.withdrawn.push_back(before.since);
  }
  if (next != known.end() && next->parent_id == place.parent_id) {  // it came there earlier
    change.withdrawn.push_back(next->since);
  }
  return change;
}

}  // namespace waymark::participants
