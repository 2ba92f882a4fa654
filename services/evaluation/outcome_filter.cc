#include "services/evaluation/outcome_filter.h"

#include <algorithm>

#include "services/common/events/feed.h"
#include "services/common/rpc/names.h"
#include "services/common/status/error.h"
#include "services/evaluation/asked_scope.h"

namespace waymark::evaluation {
namespace {

std::vector<std::string> TypesOf(const v1::ListOutcomesRequest& request) {
  if (request.types().empty()) return {"participant.graduated", "credential.*", "career.*"};
  std::vector<std::string> types(request.types().begin(), request.types().end());
  for (size_t i = 0; i < types.size(); ++i) {
    const size_t dot = types[i].find('.');
    if (dot == 0 || dot == std::string::npos || dot + 1 == types[i].size()) {
      throw InvalidField("types[" + std::to_string(i) + "]",
                         "must be a type of event, as participant.graduated, or a group, as career.*");
    }
  }
  return types;
}

bool Holds(const std::vector<std::string>& ids, const std::string& id) {
  return id.empty() || std::find(ids.begin(), ids.end(), id) != ids.end();
}

}  // namespace

bool OutcomeFilter::Takes(std::string_view organization_id, std::string_view type) const {
  return organization_id == organization && events::IsOneOf(type, types);
}

bool OutcomeFilter::Takes(const EventPlaces& places) const {
  return Holds(places.programme_ids, programme_id) && Holds(places.unit_ids, unit_id);
}

void Narrow(events::FeedPage& page, const OutcomeFilter& filter, const std::vector<EventPlaces>& places) {
  events::FeedPage narrowed;
  for (size_t i = 0; i < places.size(); ++i) {
    if (!filter.Takes(places[i])) continue;
    narrowed.events.push_back(std::move(page.events[i]));
    narrowed.sources.push_back(std::move(page.sources[i]));
  }
  page.events = std::move(narrowed.events);
  page.sources = std::move(narrowed.sources);
}

OutcomeFilter FilterOf(rpc::Call& call, const v1::ListOutcomesRequest& request) {
  AskedScope(call)
      .One("programme", request.programme())
      .One("course", "")
      .Several("cohort", "cohorts", {})
      .One("unit", request.unit())
      .Check();
  return {.organization = call.organization(),
          .types = TypesOf(request),
          .programme_id = std::string(rpc::LastPart(request.programme())),
          .unit_id = std::string(rpc::LastPart(request.unit()))};
}

std::string QueryOf(const v1::ListOutcomesRequest& request) {
  v1::ListOutcomesRequest same = request;
  same.clear_page_size();
  same.clear_page_token();
  same.clear_wait_seconds();
  return same.SerializeAsString();
}

}  // namespace waymark::evaluation
