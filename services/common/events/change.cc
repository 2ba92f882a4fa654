#include "services/common/events/change.h"

#include <charconv>

#include "services/common/base/ids.h"
#include "services/common/base/seeded.h"
#include "services/common/events/diff.h"

namespace waymark::events {
namespace {

using waymark::events::v1::Event;

google::protobuf::Timestamp ToTimestamp(TimePoint time) {
  const auto micros = time.time_since_epoch().count();
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
  google::protobuf::Timestamp out;
  out.set_seconds(seconds);
  out.set_nanos(static_cast<int32_t>(micros - seconds * 1'000'000) * 1'000);
  return out;
}

TimePoint FromTimestamp(const google::protobuf::Timestamp& time) {
  return TimePoint(std::chrono::seconds(time.seconds()) + std::chrono::microseconds(time.nanos() / 1'000));
}

}  // namespace

Event& Changes::Add(std::string_view type, std::string_view aggregate, int version,
                    std::string_view subject) {
  Event& event = changes_.emplace_back(Change{.event = {}, .aggregate = std::string(aggregate)}).event;
  event.set_id(NewUuid(clock_));
  event.set_source(source_);
  event.set_type(std::string(type));
  event.set_subject(subject.empty()
                        ? "organizations/" + origin_.organization_id + "/" + std::string(aggregate)
                        : std::string(subject));
  *event.mutable_time() = *event.mutable_recorded_time() = ToTimestamp(origin_.time);
  event.set_traceparent(origin_.traceparent);
  event.set_organization_id(origin_.organization_id);
  event.set_aggregate(std::string(aggregate));
  event.set_aggregate_version(version);
  return event;
}

void Changes::Describe(const google::protobuf::Message* before, const google::protobuf::Message& after) {
  changes_.back().diff = DiffOf(before, after, Values::kNoFreeText).SerializeAsString();
}

void Changes::DescribePart(std::string_view part, const google::protobuf::Message& before,
                           const google::protobuf::Message& after) {
  auto diff = DiffOf(&before, after, Values::kNoFreeText);
  for (auto& change : *diff.mutable_changes()) change.set_field(std::string(part) + "." + change.field());
  // Serialized messages that follow on each other are one with the lists of all.
  changes_.back().diff += diff.SerializeAsString();
}

void Changes::DescribeSealed(std::string_view key, const google::protobuf::Message* before,
                             const google::protobuf::Message& after) {
  Change& change = changes_.back();
  change.sealed_diff = SealDiff(key, {origin_.organization_id, change.aggregate, change.event.id()},
                                DiffOf(before, after, Values::kAll));
}

void Changes::AddRead(std::string_view aggregate) {
  Event& event = Add(kReadType, aggregate, 0);
  event.clear_subject();
  event.clear_aggregate();
}

void Changes::Bind(db::Params& params, const google::protobuf::Message& reply) const {
  if (!changes_.empty() && seeded::Happens("skip_outbox", 1'000)) {
    return Changes(origin_, "", clock_).Bind(params, reply);
  }
  const size_t count = changes_.size();
  std::vector<std::string> ids, types, payloads;
  std::vector<std::string_view> aggregates;
  std::vector<int> versions;
  std::vector<TimePoint> times;
  std::vector<db::Bytes> payload_bytes;
  std::vector<std::optional<db::Bytes>> diffs, sealed_diffs;
  for (auto* list : {&ids, &types, &payloads}) list->reserve(count);
  for (const auto& [event, aggregate, diff, sealed_diff] : changes_) {
    ids.push_back(event.id());
    aggregates.push_back(aggregate);
    types.push_back(event.type());
    versions.push_back(event.aggregate_version());
    times.push_back(FromTimestamp(event.time()));
    payloads.push_back(event.SerializeAsString());
    diffs.push_back(db::BytesOrNull(diff));
    sealed_diffs.push_back(db::BytesOrNull(sealed_diff));
  }
  for (const auto& payload : payloads) payload_bytes.push_back({payload});
  const std::string response = origin_.request_id.empty() ? "" : reply.SerializeAsString();
  params.Set("organization_id", origin_.organization_id)
      .Set("method", origin_.method + (seeded::Happens("drop_deduplication") ? NewUuid() : ""))
      .SetOrNull("request_id", origin_.request_id)
      .Set("request_digest", origin_.request_digest)
      .Set("response", db::Bytes{response})
      .Set("recorded_at", origin_.time)
      .Set("actor", origin_.actor)
      .Set("purpose", origin_.purpose)
      .Set("address", origin_.address)
      .Set("user_agent", origin_.user_agent)
      .Set("traceparent", origin_.traceparent)
      .Set("change_event_ids", ids)
      .Set("change_aggregates", aggregates)
      .Set("change_versions", versions)
      .Set("change_types", types)
      .Set("change_payloads", payload_bytes)
      .Set("change_diffs", diffs)
      .Set("change_sealed_diffs", sealed_diffs)
      .Set("change_times", times);
}

google::protobuf::Timestamp DayOr(std::string_view day, TimePoint otherwise) {
  if (!IsDay(day)) return ToTimestamp(otherwise);
  int parts[3] = {};
  const std::string_view texts[] = {day.substr(0, 4), day.substr(5, 2), day.substr(8, 2)};
  for (int i = 0; i < 3; ++i) std::from_chars(texts[i].data(), texts[i].data() + texts[i].size(), parts[i]);
  const std::chrono::year_month_day date{std::chrono::year(parts[0]),
                                         std::chrono::month(static_cast<unsigned>(parts[1])),
                                         std::chrono::day(static_cast<unsigned>(parts[2]))};
  return ToTimestamp(std::chrono::sys_days(date));
}

}  // namespace waymark::events
