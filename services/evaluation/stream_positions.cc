#include "services/evaluation/stream_positions.h"

#include <map>
#include <optional>
#include <string>

#include "services/common/events/redis.h"
#include "services/common/status/error.h"
#include "services/evaluation/event_places.h"
#include "services/evaluation/sql.h"

namespace waymark::evaluation {
namespace {

std::optional<events::FeedCursor> EndsOf(const events::Feed& feed, std::string_view organization_id) {
  try {
    return feed.Ends(organization_id);
  } catch (const Error& error) {
    if (error.code() != Code::kUnavailable) throw;
    return std::nullopt;
  }
}

// One that ends before its position is being filled again, or is of a database that was restored.
void SetEnd(v1::StreamPosition& position, int64_t end) {
  position.clear_last_sequence();
  position.clear_lag();
  if (end < position.position()) return;
  position.set_last_sequence(end);
  position.set_lag(end - position.position());
}

bool IsApplied(const v1::StreamPosition& position) {
  return position.has_lag() && position.lag() == 0 && position.parked_count() == 0;
}

}  // namespace

const std::vector<std::string>& Producers() {
  static const std::vector<std::string> producers = {"participants", "courses", "progression"};
  return producers;
}

void FillPositions(rpc::Call& call, const events::Feed& feed,
                   google::protobuf::RepeatedPtrField<v1::StreamPosition>* positions) {
  const db::Rows rows = call.Read(sql::kListPositions, db::Params().Set("producers", Producers()));
  // The ends after the positions: a stream that ends before its position is then
  // one that Redis has lost and that is about to be filled again.
  const auto ends = EndsOf(feed, call.organization());
  for (const db::Row row : rows) {
    v1::StreamPosition& position = *positions->Add();
    row.Fill(position);
    if (ends) SetEnd(position, ends->at(events::SourceName(position.producer(), position.partition())));
  }
}

bool IsAllApplied(const rpc::Call& call, const events::Feed& feed,
                  google::protobuf::RepeatedPtrField<v1::StreamPosition>* positions) {
  std::map<std::string, events::Feed::Named> streams;
  for (const auto& named : feed.StreamsOf(call.organization())) streams[named.source] = named;
  bool all = true;
  for (v1::StreamPosition& position : *positions) {
    const auto& named = streams.at(events::SourceName(position.producer(), position.partition()));
    try {
      // Of one that nobody gives, Redis alone says where it ends.
      const auto end = named.published
                           ? std::optional(named.published->End(named.partition, call.organization()))
                           : std::nullopt;
      if (end) SetEnd(position, end->last);
      all &= IsApplied(position) && !(end && end->has_unnumbered);
    } catch (const Error&) {
      all = false;
    }
  }
  return all;
}

bool IsAllRead(const events::Feed& feed, std::string_view organization_id, const events::FeedCursor& place) {
  events::FeedCursor ends;
  try {
    for (const auto& named : feed.StreamsOf(organization_id)) {
      if (!named.published) continue;
      const events::StreamEnd end = named.published->End(named.partition, organization_id);
      if (end.has_unnumbered) return false;
      ends[named.source] = end.last;
    }
  } catch (const Error&) {
    return false;
  }
  return IsAsFarAs(place, ends);
}

}  // namespace waymark::evaluation
