#include "services/common/events/change.h"

#include <charconv>

#include "services/common/base/ids.h"

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
  Event& event = events_.emplace_back();
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

void Changes::Bind(db::Params& params, const google::protobuf::Message& reply) const {
  const size_t count = events_.size();
  std::vector<std::string> ids, aggregates, types, payloads;
  std::vector<int> versions;
  std::vector<TimePoint> times;
  std::vector<db::Bytes> payload_bytes;
  for (auto* list : {&ids, &aggregates, &types, &payloads}) list->reserve(count);
  for (const Event& event : events_) {
    ids.push_back(event.id());
    aggregates.push_back(event.aggregate());
    types.push_back(event.type());
    versions.push_back(event.aggregate_version());
    times.push_back(FromTimestamp(event.time()));
    payloads.push_back(event.SerializeAsString());
  }
  for (const auto& payload : payloads) payload_bytes.push_back({payload});
  const std::string response = origin_.request_id.empty() ? "" : reply.SerializeAsString();
  params.Set("organization_id", origin_.organization_id)
      .Set("method", origin_.method)
      .SetOrNull("request_id", origin_.request_id)
      .Set("request_digest", origin_.request_digest)
      .Set("response", db::Bytes{response})
      .Set("recorded_at", origin_.time)
      .Set("actor", origin_.actor)
      .Set("purpose", origin_.purpose)
      .Set("traceparent", origin_.traceparent)
      .Set("change_event_ids", ids)
      .Set("change_aggregates", aggregates)
      .Set("change_versions", versions)
      .Set("change_types", types)
      .Set("change_payloads", payload_bytes)
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
