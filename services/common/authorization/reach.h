#pragma once

#include <string>
#include <vector>

namespace waymark::authorization {

// Whose records a call may see and change, of one organization.
struct Reach {
  bool whole = true;  // all of them; else:
  // those of persons who belong to these units or to one below (UUIDs), and
  std::vector<std::string> units = {};
  // those of these persons (UUIDs).
  std::vector<std::string> persons = {};

  bool empty() const { return !whole && units.empty() && persons.empty(); }
};

// Whether `wide` names all that `narrow` does: then it reaches all of its records.
// What lies below a unit is not looked at.
bool Covers(const Reach& wide, const Reach& narrow);

}  // namespace waymark::authorization
