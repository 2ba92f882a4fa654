#pragma once

#include <optional>
#include <string>
#include <vector>

namespace waymark::authorization {

// What is an account's own by what it does: the cohorts that it teaches, or the persons
// whom it accompanies.
struct Own {
  std::string account = {};  // UUID; empty = of no account, so nothing
  // Of these only those of one of these units (UUIDs), or of one below; nullopt = of
  // whatever unit.
  std::optional<std::vector<std::string>> units = {};

  // Adds those of the unit or of one below; empty = all of the account.
  void Add(const std::string& account_id, const std::string& unit_id);
};

// Whose records a call may see and change, of one organization.
struct Reach {
  bool whole = true;  // all of them; else:
  // those of persons who belong to these units or to one below (UUIDs), and
  std::vector<std::string> units = {};
  // those of these persons (UUIDs), and
  std::vector<std::string> persons = {};
  // those of the cohorts that an account teaches, and
  Own taught = {};
  // those of the persons whom an account accompanies as their mentor.
  Own mentored = {};

  bool empty() const {
    return !whole && units.empty() && persons.empty() && taught.account.empty() && mentored.account.empty();
  }
};

// Whether `wide` names all that `narrow` does: then it reaches all of its records.
// What lies below a unit is not looked at.
bool Covers(const Reach& wide, const Reach& narrow);

}  // namespace waymark::authorization
