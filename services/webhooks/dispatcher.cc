#include "services/webhooks/dispatcher.h"

#include <stdexcept>

#include "services/common/base/log.h"
#include "services/common/base/trace_context.h"
#include "services/common/events/change.h"
#include "services/common/events/sql.h"
#include "services/webhooks/delivery_rule.h"
#include "services/webhooks/measures.h"
#include "services/webhooks/message.h"
#include "services/webhooks/sql.h"
#include "waymark/webhooks/v1/deliveries.pb.h"
#include "waymark/webhooks/v1/webhooks.pb.h"

namespace waymark::webhooks {
namespace {

using std::chrono::milliseconds;

constexpr int kForgetBatch = 1'000;
// A webhook that was deleted is looked at by nobody any more.
constexpr std::chrono::hours kDeletedMemory{1};

db::Scope Everywhere() { return db::Scope{"*"}; }

Networks AllowedBy(const Settings& settings) {
  try {
    return Networks(settings.allowed_networks);
  } catch (const std::invalid_argument& error) {
    throw std::runtime_error(std::string("WAYMARK_WEBHOOK_ALLOWED_NETWORKS: ") + error.what());
  }
}

// What the receiver's answer makes of a webhook is a change of no call.
events::Origin OriginOf(const std::string& organization_id, TimePoint now) {
  return {.organization_id = organization_id,
          .actor = "waymark-webhooks",
          .purpose = "its receiver has answered 410",
          .method = "waymark-webhooks dispatch",
          .request_id = "",
          .request_digest = "00000000-0000-0000-0000-000000000000",
          .traceparent = NewTrace(),
          .time = now};
}

v1::DeliveryState StateAfter(Verdict verdict) {
  switch (verdict) {
    case Verdict::kDelivered:
      return v1::DELIVERY_STATE_DELIVERED;
    case Verdict::kPark:
      return v1::DELIVERY_STATE_PARKED;
    case Verdict::kRetry:
    case Verdict::kGone:
      return v1::DELIVERY_STATE_WAITING;
  }
  return v1::DELIVERY_STATE_UNSPECIFIED;
}

}  // namespace

Dispatcher::Dispatcher(const std::string& database, const std::string& service_key, const Settings& settings,
                       const Clock& clock)
    : settings_(settings),
      sealer_(SecretSealer(service_key)),
      clock_(clock),
      connection_(database),
      transfers_(AllowedBy(settings), settings.authority, clock) {}

bool Dispatcher::Turn(milliseconds wait) {
  Note();  // what could not be noted before
  Take();
  Run(wait);
  return !sending_.empty();
}

void Dispatcher::Finish(milliseconds patience) {
  const auto until = std::chrono::steady_clock::now() + patience;
  while (!sending_.empty() && std::chrono::steady_clock::now() < until) Run(milliseconds(100));
}

void Dispatcher::Run(milliseconds wait) {
  for (auto& [delivery_no, outcome] : transfers_.Run(wait)) {
    auto sent = sending_.extract(delivery_no);
    ended_.push_back({delivery_no, std::move(sent.mapped()), std::move(outcome)});
  }
  Note();
}

void Dispatcher::Take() {
  const int room = settings_.requests - static_cast<int>(sending_.size());
  if (room <= 0) return;
  std::map<std::string, int> busy;
  for (const auto& [delivery_no, sending] : sending_) ++busy[sending.webhook_id];
  std::vector<std::string> ids;
  std::vector<int> counts;
  for (const auto& [webhook_id, count] : busy) {
    ids.push_back(webhook_id);
    counts.push_back(count);
  }
  const TimePoint now = clock_.Now();
  for (const db::Row row : connection_.Write(Everywhere(), sql::kTakeDeliveries,
                                             db::Params()
                                                 .Set("busy_webhook_ids", ids)
                                                 .Set("busy_counts", counts)
                                                 .Set("each", settings_.requests_each)
                                                 .Set("limit", room)
                                                 .Set("now", now)
                                                 .Set("taken_until", now + kLongestTry))) {
    Start(row);
  }
}

void Dispatcher::Start(const db::Row& row) {
  const int64_t delivery_no = row.Int("delivery_no");
  // Taken by another process which was slower than it may be: this one has it still.
  if (sending_.contains(delivery_no)) return;
  Sending sending{.organization_id = row.Text("organization_id"),
                  .webhook_id = row.Text("webhook_id"),
                  .subject = row.Text("subject"),
                  .url = row.Text("url"),
                  .number = static_cast<int>(row.Int("tries")) + 1,
                  .waits_since = TimePoint(std::chrono::microseconds(row.Int("waits_since")))};
  try {
    waymark::events::v1::Event event;
    event.ParseFromString(row.Bytes("event"));
    const std::string previous =
        row.IsNull("sealed_previous_secret") ? "" : row.Bytes("sealed_previous_secret");
    const Target target = TargetOf(sealer_, sending.url, row.Bytes("sealed_secret"), previous);
    transfers_.Start(delivery_no, MessageOf(event, target, clock_.Now(), SchemasOf(settings_.public_url)));
    sending_[delivery_no] = std::move(sending);
  } catch (const Error&) {
    ended_.push_back({delivery_no,
                      std::move(sending),
                      {.time = clock_.Now(),
                       .error = "its secret cannot be opened with the key of this service: rotate it"}});
  }
}

void Dispatcher::Note() {
  if (ended_.empty()) return;
  const TimePoint now = clock_.Now();
  db::Columns columns;
  std::vector<const Ended*> gone;
  std::vector<Verdict> verdicts;
  for (const Ended& ended : ended_) {
    verdicts.push_back(VerdictOf(ended.outcome.status, ended.sending.waits_since, now));
    Add(ended, verdicts.back(), now, columns);
    if (verdicts.back() == Verdict::kGone) gone.push_back(&ended);
  }
  const auto params = columns.Bind("*").Set("now", now);
  db::Transaction tx(connection_, Everywhere());
  tx.Run(sql::kLockLanes, params);
  tx.Run(sql::kRecordAttempts, params);
  tx.Run(sql::kDropEmptyLanes, params);
  if (!gone.empty()) DisableGone(tx, gone);
  tx.Commit();
  for (const Verdict verdict : verdicts) CountAttempt(verdict);
  ended_.clear();
}

void Dispatcher::Add(const Ended& ended, Verdict verdict, TimePoint now, db::Columns& columns) {
  const auto& [delivery_no, sending, outcome] = ended;
  const bool retried = verdict == Verdict::kRetry;
  const TimePoint next = retried ? now + PauseAfterTries(sending.number, outcome.retry_after, Random()) : now;
  columns.Add({{"organization_ids", sending.organization_id},
               {"webhook_ids", sending.webhook_id},
               {"subjects", sending.subject},
               {"delivery_nos", std::to_string(delivery_no)},
               {"numbers", std::to_string(sending.number)},
               {"times", FormatTime(outcome.time)},
               {"durations", std::to_string(outcome.duration.count())},
               {"statuses", std::to_string(outcome.status)},
               {"errors", outcome.error},
               {"answers", outcome.answer},
               {"states", std::to_string(StateAfter(verdict))},
               {"next_try_times", FormatTime(next)}});
}

void Dispatcher::DisableGone(db::Transaction& tx, const std::vector<const Ended*>& gone) {
  std::vector<std::string> organization_ids, webhook_ids, urls;
  for (const Ended* ended : gone) {
    urls.push_back(ended->sending.url);
    organization_ids.push_back(ended->sending.organization_id);
    webhook_ids.push_back(ended->sending.webhook_id);
  }
  const TimePoint now = clock_.Now();
  v1::Webhook before, after;
  before.set_state(v1::WEBHOOK_STATE_ACTIVE);
  after.set_state(v1::WEBHOOK_STATE_DISABLED);
  after.set_disable_reason(v1::WEBHOOK_DISABLE_REASON_GONE);
  for (const db::Row row : tx.Run(sql::kDisableGoneWebhooks, db::Params()
                                                                 .Set("webhook_ids", webhook_ids)
                                                                 .Set("organization_ids", organization_ids)
                                                                 .Set("urls", urls)
                                                                 .Set("now", now))) {
    const events::Origin origin = OriginOf(row.Text("organization_id"), now);
    events::Changes changes(origin, "webhooks", clock_);
    const std::string id = row.Text("webhook_id");
    changes.Add("webhook.changed", "webhooks/" + id, static_cast<int>(row.Int("version")))
        .mutable_record_changed()
        ->set_record_id(id);
    changes.Describe(&before, after);
    db::Params params;
    changes.Bind(params, after);
    tx.Run(events::sql::kRecord, std::move(params));
    Log(LogLevel::kWarning, "a webhook is disabled: its receiver has answered 410",
        {{"organization", origin.organization_id}, {"webhook", id}});
  }
}

bool Dispatcher::Forget() {
  const TimePoint now = clock_.Now();
  const auto deliveries = connection_.Write(Everywhere(), sql::kForgetDeliveries,
                                            db::Params()
                                                .Set("before", now - kDeliveryMemory)
                                                .Set("deleted_before", now - kDeletedMemory)
                                                .Set("limit", kForgetBatch));
  const auto outcomes =
      connection_.Write(Everywhere(), sql::kForgetOutcomes,
                        db::Params().Set("before", now - kOutcomeMemory).Set("limit", kForgetBatch));
  connection_.Write(Everywhere(), sql::kForgetWebhooks,
                    db::Params().Set("deleted_before", now - kDeletedMemory));
  return deliveries.affected() + outcomes.affected() > 0;
}

void Dispatcher::Measure() {
  const db::Rows rows =
      connection_.Read(Everywhere(), sql::kMeasureDeliveries, db::Params().Set("now", clock_.Now()));
  ShowQueue(rows[0].Int("waiting"), rows[0].Int("parked"), rows[0].Double("oldest_due_seconds"));
}

}  // namespace waymark::webhooks
