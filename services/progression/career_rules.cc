#include "services/progression/career_rules.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace waymark::progression {

namespace v1 = waymark::vocabulary::v1;

CareerEventType DeriveType(const Holding& before, const CareerFacts& event) {
  const RungFacts &from = before.rung, &to = event.rung;
  if (to.id.empty())
    return event.post_id.empty() ? v1::CAREER_EVENT_TYPE_TRANSFER : v1::CAREER_EVENT_TYPE_APPOINTMENT;
  if (from.id.empty()) return v1::CAREER_EVENT_TYPE_HIRE;
  if (from.ladder_id == to.ladder_id && to.position > from.position) return v1::CAREER_EVENT_TYPE_PROMOTION;
  if (from.ladder_id == to.ladder_id && to.position < from.position) return v1::CAREER_EVENT_TYPE_DEMOTION;
  const bool new_post = !event.post_id.empty() && event.post_id != before.post_id;
  return new_post ? v1::CAREER_EVENT_TYPE_APPOINTMENT : v1::CAREER_EVENT_TYPE_TRANSFER;
}

void Apply(const CareerFacts& event, Holding& holding) {
  if (event.type == v1::CAREER_EVENT_TYPE_SEPARATION) {
    holding = {};
    return;
  }
  if (!event.rung.id.empty() && event.type != v1::CAREER_EVENT_TYPE_ACTING_APPOINTMENT)
    holding.rung = event.rung;
  if (!event.post_id.empty()) holding.post_id = event.post_id;
}

std::vector<Retyped> Retype(std::span<const CareerFacts> standing) {
  std::vector<size_t> order(standing.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    return std::tie(standing[a].day, standing[a].place) < std::tie(standing[b].day, standing[b].place);
  });
  std::vector<Retyped> out;
  Holding holding;
  for (const size_t i : order) {
    CareerFacts event = standing[i];
    if (event.derived) event.type = DeriveType(holding, event);
    if (event.type != standing[i].type) out.push_back({i, event.type});
    Apply(event, holding);
  }
  return out;
}

std::vector<FieldViolation> CheckFields(CareerEventType type, bool has_rung, bool has_post, bool has_unit) {
  switch (type) {
    case v1::CAREER_EVENT_TYPE_PROMOTION:
    case v1::CAREER_EVENT_TYPE_DEMOTION:
      if (has_rung) return {};
      return {{"rung", "is required: a promotion or demotion is to a rung"}};
    case v1::CAREER_EVENT_TYPE_APPOINTMENT:
    case v1::CAREER_EVENT_TYPE_ACTING_APPOINTMENT:
      if (has_post) return {};
      return {{"post", "is required: an appointment is to a post"}};
    case v1::CAREER_EVENT_TYPE_SECONDMENT:
      if (has_post || has_unit) return {};
      return {{"unit", "is required, or a post: a secondment is to one of them"}};
    case v1::CAREER_EVENT_TYPE_SUSPENSION:
    case v1::CAREER_EVENT_TYPE_SEPARATION:
      return {};
    default:
      if (has_rung || has_post || has_unit) return {};
      return {{"rung", "is required, or a post or unit: the event says nothing else"}};
  }
}

std::string_view OutcomeOf(CareerEventType type) {
  switch (type) {
    case v1::CAREER_EVENT_TYPE_HIRE:
      return "career.hired";
    case v1::CAREER_EVENT_TYPE_PROMOTION:
      return "career.promoted";
    case v1::CAREER_EVENT_TYPE_APPOINTMENT:
      return "career.appointed";
    case v1::CAREER_EVENT_TYPE_ACTING_APPOINTMENT:
      return "career.acting_appointed";
    case v1::CAREER_EVENT_TYPE_TRANSFER:
      return "career.transferred";
    case v1::CAREER_EVENT_TYPE_SECONDMENT:
      return "career.seconded";
    case v1::CAREER_EVENT_TYPE_DEMOTION:
      return "career.demoted";
    case v1::CAREER_EVENT_TYPE_SUSPENSION:
      return "career.suspended";
    case v1::CAREER_EVENT_TYPE_SEPARATION:
      return "career.separated";
    default:
      throw Internal("a career event without type");
  }
}

}  // namespace waymark::progression
