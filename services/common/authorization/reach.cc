#include "services/common/authorization/reach.h"

#include <algorithm>

namespace waymark::authorization {
namespace {

bool ContainsAll(const std::vector<std::string>& ids, const std::vector<std::string>& wanted) {
  return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
  });
}

bool CoversOwn(const Own& wide, const Own& narrow) {
  if (narrow.account.empty()) return true;
  if (wide.account.empty()) return false;
  return !wide.units || (narrow.units && ContainsAll(*wide.units, *narrow.units));
}

}  // namespace

void Own::Add(const std::string& account_id, const std::string& unit_id) {
  const bool first = account.empty();
  account = account_id;
  if (unit_id.empty()) {
    units.reset();
  } else if (first) {
    units = {unit_id};
  } else if (units) {
    units->push_back(unit_id);
  }
}

bool Covers(const Reach& wide, const Reach& narrow) {
  if (wide.whole) return true;
  return !narrow.whole && ContainsAll(wide.units, narrow.units) &&
         ContainsAll(wide.persons, narrow.persons) && CoversOwn(wide.taught, narrow.taught) &&
         CoversOwn(wide.mentored, narrow.mentored);
}

}  // namespace waymark::authorization
