#pragma once

#include <optional>
#include <string>
#include <vector>

namespace waymark::authorization {

// The cohorts that an account teaches.
struct Taught {
  std::string account = {};  // UUID; empty = those of nobody
  // Of these only those that one of these units (UUIDs), or one below, runs;
  // nullopt = whoever runs them.
  std::optional<std::vector<std::string>> units = {};

  // Adds those that the unit or one below runs; empty = all that the account teaches.
  void Add(const std::string& account_id, const std::string& unit_id);
};

// Whose records a call may see and change, of one organization.
struct Reach {
  bool whole = true;  // all of them; else:
  // those of persons who belong to these units or to one below (UUIDs), and
  std::vector<std::string> units = {};
  // those of these persons (UUIDs), and
  std::vector<std::string> persons = {};
  // those of these cohorts.
  Taught taught = {};

  bool empty() const { return !whole && units.empty() && persons.empty() && taught.account.empty(); }
};

// Whether `wide` names all that `narrow` does: then it reaches all of its records.
// What lies below a unit is not looked at.
bool Covers(const Reach& wide, const Reach& narrow);

}  // namespace waymark::authorization
