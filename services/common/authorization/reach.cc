#include "services/common/authorization/reach.h"

#include <algorithm>

namespace waymark::authorization {
namespace {

bool ContainsAll(const std::vector<std::string>& ids, const std::vector<std::string>& wanted) {
  return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
  });
}

}  // namespace

bool Covers(const Reach& wide, const Reach& narrow) {
  if (wide.whole) return true;
  return !narrow.whole && ContainsAll(wide.units, narrow.units) && ContainsAll(wide.persons, narrow.persons);
}

}  // namespace waymark::authorization
