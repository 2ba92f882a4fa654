#include "services/common/events/outcome_types.h"

#include "services/common/events/feed.h"

namespace waymark::events {

bool IsOutcome(std::string_view type) {
  static const std::vector<std::string> types = {"participant.graduated", "enrolment.*", "credential.*",
                                                 "career.*", "mentorship.*"};
  return IsOneOf(type, types) && !type.ends_with('.');
}

std::vector<std::string> WantedOutcomes(std::vector<std::string> named) {
  if (named.empty()) return {"participant.graduated", "credential.*", "career.*"};
  return named;
}

}  // namespace waymark::events
