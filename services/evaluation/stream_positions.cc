#include "services/evaluation/stream_positions.h"

#include <optional>

#include "services/common/events/redis.h"
#include "services/common/status/error.h"
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
    const std::string source = events::SourceName(position.producer(), position.partition());
    if (!ends || ends->at(source) < position.position()) continue;
    position.set_last_sequence(ends->at(source));
    position.set_lag(position.last_sequence() - position.position());
  }
}

}  // namespace waymark::evaluation
