#include "services/webhooks/outcomes_handler.h"

#include "services/common/db/params.h"
#include "services/common/events/feed.h"
#include "services/common/events/outcome_types.h"
#include "services/common/rpc/times.h"
#include "services/webhooks/sql.h"

namespace waymark::webhooks {
namespace {

using waymark::events::v1::Event;

// `courses` of `/waymark/courses`.
std::string_view ProducerOf(const Event& event) {
  return std::string_view(event.source()).substr(event.source().rfind('/') + 1);
}

// The events as they are kept.
db::Params OutcomesOf(std::span<const Event> events) {
  std::vector<std::string> payloads;
  for (const Event& event : events) payloads.push_back(event.SerializeAsString());
  std::vector<std::string_view> ids, producers, types, subjects;
  std::vector<int64_t> sequences;
  std::vector<TimePoint> times;
  std::vector<db::Bytes> bytes;
  for (size_t i = 0; i < events.size(); ++i) {
    ids.push_back(events[i].id());
    producers.push_back(ProducerOf(events[i]));
    sequences.push_back(events[i].sequence());
    types.push_back(events[i].type());
    subjects.push_back(events[i].subject());
    times.push_back(rpc::PointOf(events[i].recorded_time()));
    bytes.push_back({payloads[i]});
  }
  return db::Params()
      .Set("event_ids", ids)
      .Set("producers", producers)
      .Set("sequences", sequences)
      .Set("types", types)
      .Set("subjects", subjects)
      .Set("recorded_times", times)
      .Set("events", bytes);
}

// Which webhook gets which event.
struct Queue {
  void Add(const db::Row& webhook, std::span<const Event> events) {
    const auto types = events::WantedOutcomes(webhook.Texts("types"));
    for (const Event& event : events) {
      if (!events::IsOneOf(event.type(), types)) continue;
      webhook_ids.push_back(webhook.Text("webhook_id"));
      event_ids.push_back(event.id());
    }
  }

  std::vector<std::string> webhook_ids;
  std::vector<std::string_view> event_ids;
};

class OutcomesHandler final : public events::EventHandler {
 public:
  explicit OutcomesHandler(const Clock& clock) : clock_(clock) {}

  bool Wants(const Event& event) const override { return events::IsOutcome(event.type()); }

  // A webhook that is made from now on gets nothing of what was before.
  bool WantsNothing(db::Connection& connection) override {
    return !connection.Read(db::Scope{"*"}, sql::kHasReceivers, {})[0].Bool("any");
  }

  void Apply(db::Transaction& tx, std::string_view organization_id, std::span<const Event> events) override {
    const db::Rows webhooks =
        tx.Run(sql::kListReceivers, db::Params().Set("organization_id", organization_id));
    if (webhooks.empty()) return;
    Queue queue;
    for (const db::Row webhook : webhooks) {
      if (webhook.Bool("active")) queue.Add(webhook, events);
    }
    tx.Run(sql::kQueueOutcomes, OutcomesOf(events)
                                    .Set("organization_id", organization_id)
                                    .Set("webhook_ids", queue.webhook_ids)
                                    .Set("queued_event_ids", queue.event_ids)
                                    .Set("now", clock_.Now()));
  }

 private:
  const Clock& clock_;
};

}  // namespace

std::unique_ptr<events::EventHandler> MakeOutcomesHandler(const Clock& clock) {
  return std::make_unique<OutcomesHandler>(clock);
}

}  // namespace waymark::webhooks
