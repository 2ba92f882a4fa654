#pragma once

#include <string>
#include <vector>

namespace waymark::participants {

// Below which unit a unit stands from a day on.
struct Place {
  std::string since;      // empty = always
  std::string parent_id;  // empty = it is a root
  bool operator==(const Place&) const = default;
};

// What becomes of a unit's places.
struct PlacesChange {
  Place place;                         // where it stands from the day of the change on
  bool is_new;                         // not one of those that are known
  std::vector<std::string> withdrawn;  // days of places that are known, which are none
};

// A place that is asked for.
struct WantedPlace {
  Place place;
  bool parent_named;  // not the day alone
};

// Has a unit, whose places are known in the order of their days, and have come up to
// `come` of them, stand somewhere from a day on. The same parent as before that day or
// after it corrects the day of that move, another one of the same day its parent.
// Throws InvalidField where the present move would pass others.
PlacesChange ChangePlaces(const std::vector<Place>& known, size_t come, const WantedPlace& wanted);

}  // namespace waymark::participants
