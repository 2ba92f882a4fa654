#include "services/common/rpc/state_day.h"

#include <algorithm>

#include "services/common/status/error.h"

namespace waymark::rpc {

std::string LatestToday(TimePoint now) { return FormatDay(now + std::chrono::hours(14)); }

std::string StateDayOr(std::string_view said, std::string_view since, TimePoint now) {
  return said.empty() ? std::max(FormatDay(now), std::string(since)) : std::string(said);
}

void CheckStateDay(std::string_view state_on, std::string_view since, bool came_to_pass,
                   const std::string& state, TimePoint now) {
  if (state_on < since)
    throw InvalidField("state_on",
                       "must not be before " + std::string(since) + ", the day of the present state");
  if (came_to_pass && state_on > std::max(LatestToday(now), std::string(since)))
    throw InvalidField("state_on", "must not be after today: " + state);
}

}  // namespace waymark::rpc
