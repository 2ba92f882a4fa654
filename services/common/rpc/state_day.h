#pragma once

#include <string>
#include <string_view>

#include "services/common/base/clock.h"

// Since which day a record is in a state. Days are `YYYY-MM-DD`.
namespace waymark::rpc {

// The day that it is at `now` where days begin first (UTC+14): what is dated later has
// not come to pass anywhere.
std::string LatestToday(TimePoint now);

// The day of a move of which none was said: today in UTC, or the day of the present state
// (`since`) where that is still to come.
std::string StateDayOr(std::string_view said, std::string_view since, TimePoint now);

// Throws InvalidField("state_on") when a move is dated before the present state; and, of
// a state that says of something that it came to pass, after today. What begins later may
// end on its first day.
void CheckStateDay(std::string_view state_on, std::string_view since, bool came_to_pass,
                   const std::string& state, TimePoint now);

}  // namespace waymark::rpc
