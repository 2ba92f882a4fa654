#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "services/common/rpc/call.h"
#include "services/evaluation/event_places.h"
#include "waymark/evaluation/v1/outcomes.pb.h"

namespace waymark::evaluation {

// Which events a subscriber wants.
struct OutcomeFilter {
  std::string organization;
  std::vector<std::string> types;
  std::string programme_id, unit_id;  // UUIDs; empty = of any and of none

  // Whether it must be known where an event belongs.
  bool by_place() const { return !programme_id.empty() || !unit_id.empty(); }
  bool Takes(std::string_view organization_id, std::string_view type) const;
  bool Takes(const EventPlaces& places) const;
};

// Leaves of the page what the filter takes; `places` are those of its events.
void Narrow(events::FeedPage& page, const OutcomeFilter& filter, const std::vector<EventPlaces>& places);

// That of a request, which is checked. Throws InvalidField, NotFound, and PERMISSION_DENIED for types of
// which the caller may not read the records. The other gives all of the request that must stay the same from
// page to page, and stream to stream: what a token made for one of them is bound to.
OutcomeFilter FilterOf(rpc::Call& call, const v1::ListOutcomesRequest& request);
std::string QueryOf(const v1::ListOutcomesRequest& request);

// What another request asks for, to watch or for the latest, as one to list it.
template <typename Request>
v1::ListOutcomesRequest ListRequestOf(const Request& request) {
  v1::ListOutcomesRequest list;
  list.set_parent(request.parent());
  *list.mutable_types() = request.types();
  list.set_programme(request.programme());
  list.set_unit(request.unit());
  return list;
}

}  // namespace waymark::evaluation
