#include "services/progression/career_rules.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace waymark::progression {

namespace v1 = waymark::vocabulary::v1;

namespace {

// Whether who holds a post leaves it by an event that names none.
bool LeavesPost(const Holding& holding, const CareerFacts& event) {
  const bool moves =
      event.type == v1::CAREER_EVENT_TYPE_TRANSFER || event.type == v1::CAREER_EVENT_TYPE_DEMOTION;
  return moves && !event.unit_id.empty() && !holding.post_unit_id.empty() &&
         event.unit_id != holding.post_unit_id;
}

std::vector<FieldViolation> CheckVoided(const SaidFields& said) {
  std::vector<FieldViolation> wrong;
  for (const auto& [is_said, field] :
       {std::pair(said.rung, "rung"), {said.post, "post"}, {said.unit, "unit"}})
    if (is_said) wrong.push_back({field, "must be empty: that an event never happened says nothing else"});
  if (!said.supersedes) wrong.push_back({"supersedes", "is required: the event that never happened"});
  return wrong;
}

}  // namespace

CareerEventType DeriveType(const Holding& before, const CareerFacts& event) {
  const RungFacts &from = before.rung, &to = event.rung;
  if (to.id.empty())
    return event.post_id.empty() ? v1::CAREER_EVENT_TYPE_TRANSFER : v1::CAREER_EVENT_TYPE_APPOINTMENT;
  if (from.id.empty()) return v1::CAREER_EVENT_TYPE_HIRE;
  if (from.ladder_id == to.ladder_id && to.position > from.position) return v1::CAREER_EVENT_TYPE_PROMOTION;
  if (from.ladder_id == to.ladder_id && to.position < from.position) return v1::CAREER_EVENT_TYPE_DEMOTION;
  const bool new_post = !event.post_id.empty() && (event.post_id != before.post_id || before.acting);
  return new_post ? v1::CAREER_EVENT_TYPE_APPOINTMENT : v1::CAREER_EVENT_TYPE_TRANSFER;
}

void Apply(const CareerFacts& event, Holding& holding) {
  if (event.type == v1::CAREER_EVENT_TYPE_SEPARATION) {
    holding = {};
    return;
  }
  const bool acting = event.type == v1::CAREER_EVENT_TYPE_ACTING_APPOINTMENT;
  if (!event.rung.id.empty() && !acting) holding.rung = event.rung;
  if (!event.post_id.empty()) {
    holding = {holding.rung, event.post_id, acting, event.unit_id};
  } else if (LeavesPost(holding, event)) {
    holding = {holding.rung, {}, false, {}};
  }
}

std::vector<Retyped> Retype(std::span<const CareerFacts> standing) {
  std::vector<size_t> order(standing.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    return std::tie(standing[a].day, standing[a].place, standing[a].order_id) <
           std::tie(standing[b].day, standing[b].place, standing[b].order_id);
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

std::vector<FieldViolation> CheckFields(CareerEventType type, const SaidFields& said) {
  switch (type) {
    case v1::CAREER_EVENT_TYPE_PROMOTION:
    case v1::CAREER_EVENT_TYPE_DEMOTION:
      if (said.rung) return {};
      return {{"rung", "is required: a promotion or demotion is to a rung"}};
    case v1::CAREER_EVENT_TYPE_APPOINTMENT:
    case v1::CAREER_EVENT_TYPE_ACTING_APPOINTMENT:
      if (said.post) return {};
      return {{"post", "is required: an appointment is to a post"}};
    case v1::CAREER_EVENT_TYPE_SECONDMENT:
      if (said.post || said.unit) return {};
      return {{"unit", "is required, or a post: a secondment is to one of them"}};
    case v1::CAREER_EVENT_TYPE_SUSPENSION:
    case v1::CAREER_EVENT_TYPE_SEPARATION:
      return {};
    case v1::CAREER_EVENT_TYPE_VOIDED:
      return CheckVoided(said);
    default:
      if (said.rung || said.post || said.unit) return {};
      return {{"rung", "is required, or a post or unit: the event says nothing else"}};
  }
}

std::vector<FieldViolation> CheckCorrection(const CareerFacts& correction, const CareerFacts& superseded) {
  if (correction.type != v1::CAREER_EVENT_TYPE_VOIDED) return {};
  if (superseded.type == v1::CAREER_EVENT_TYPE_VOIDED)
    return {{"supersedes", "says that an event never happened; supersede it by what did happen"}};
  if (correction.day != superseded.day)
    return {{"effective_on", "must be that of the event that never happened, " + superseded.day}};
  return {};
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
    case v1::CAREER_EVENT_TYPE_VOIDED:
      return "career.voided";
    default:
      throw Internal("a career event without type");
  }
}

}  // namespace waymark::progression
