#include "services/evaluation/outcome_filter.h"

#include <algorithm>

#include "services/common/authorization/roles.h"
#include "services/common/events/feed.h"
#include "services/common/events/outcome_types.h"
#include "services/common/rpc/names.h"
#include "services/common/status/error.h"
#include "services/evaluation/asked_scope.h"

namespace waymark::evaluation {
namespace {

using namespace waymark::options::v1;  // NOLINT: the permissions

bool IsOfOpening(std::string_view type) {
  return type == "participant.glass_broken" || type == "participant.opening_closed";
}

// The permission to read what events of the type or group are about, where that is not the one to read
// outcomes.
Permission PermissionFor(std::string_view type) {
  if (type.starts_with("enrolment.")) return PERMISSION_TRAINING_READ;
  if (type.starts_with("mentorship.")) return PERMISSION_MENTORING_READ;
  if (IsOfOpening(type)) return PERMISSION_OPENINGS_READ;
  return PERMISSION_OUTCOMES_READ;
}

std::vector<std::string> TypesOf(const rpc::Call& call, const v1::ListOutcomesRequest& request) {
  for (int i = 0; i < request.types_size(); ++i) {
    const std::string& type = request.types(i);
    if (!events::IsOutcome(type) && !IsOfOpening(type)) {
      throw InvalidField("types[" + std::to_string(i) + "]",
                         "must be participant.graduated, or of enrolment.*, credential.*, career.* or "
                         "mentorship.*, as career.promoted: no others are outcomes");
    }
    const Permission needed = PermissionFor(type);
    if (!call.ReachOf(needed).whole) throw authorization::Denied(needed);
  }
  return events::WantedOutcomes({request.types().begin(), request.types().end()});
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
          .types = TypesOf(call, request),
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
