#include "gateway/cli/standing_order.h"

#include <algorithm>
#include <tuple>

namespace waymark::cli {
namespace {

using waymark::progression::v1::CareerEvent;

const CareerEvent& EventIn(const google::protobuf::Message* record) {
  return static_cast<const CareerEvent&>(*record);
}

}  // namespace

void StandingOrder::AddSuperseded(const Page& page) {
  for (const auto* record : page) superseded_.emplace(EventIn(record).name(), EventIn(record));
}

void StandingOrder::Add(const Page& page, const Take& take) {
  for (const auto* record : page) {
    const CareerEvent& event = EventIn(record);
    if (!day_.empty() && day_.front().effective_on() != event.effective_on()) Finish(take);
    day_.push_back(event);
  }
}

void StandingOrder::Finish(const Take& take) {
  const auto recorded = [this](const CareerEvent& event) {
    const CareerEvent& first = FirstOf(event);
    return std::tuple(first.create_time().seconds(), first.create_time().nanos(), first.name());
  };
  std::stable_sort(day_.begin(), day_.end(),
                   [&](const CareerEvent& a, const CareerEvent& b) { return recorded(a) < recorded(b); });
  for (const CareerEvent& event : day_) take(event);
  day_.clear();
}

// That whose place an event has: which it supersedes in the end, or itself.
const CareerEvent& StandingOrder::FirstOf(const CareerEvent& event) const {
  const CareerEvent* first = &event;
  for (;;) {
    const auto before = superseded_.find(first->supersedes());
    if (before == superseded_.end()) return *first;
    first = &before->second;
  }
}

}  // namespace waymark::cli
