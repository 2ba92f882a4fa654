#pragma once

#include <string>
#include <string_view>
#include <vector>

// Which events are outcomes: what became of one person, by ids, codes and dates, without what is recorded of
// them besides. No others are for readers outside.
namespace waymark::events {

// Whether the type is one, or the group, as `career.*`, one of these.
bool IsOutcome(std::string_view type);

// The types that somebody wants who names these; none = graduations, credentials and careers.
std::vector<std::string> WantedOutcomes(std::vector<std::string> named);

}  // namespace waymark::events
