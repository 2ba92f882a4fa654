#include "services/webhooks/replay.h"

#include <algorithm>

#include "services/common/events/outcome_types.h"
#include "services/common/rpc/times.h"
#include "services/webhooks/delivery_rule.h"
#include "services/webhooks/sql.h"
#include "services/webhooks/webhook_records.h"

namespace waymark::webhooks {
namespace {

using rpc::Call;

constexpr int kMostOfCall = 10'000;

void CheckRange(const v1::ReplayWebhookRequest& request) {
  const bool by_sequence = request.first_sequence() > 0 || request.last_sequence() > 0;
  if (by_sequence && request.producer().empty())
    throw InvalidField("producer", "must be given with a range of sequence: each service counts its own");
  if (!request.producer().empty() && request.producer() != "courses" && request.producer() != "progression")
    throw InvalidField("producer", "must be courses or progression");
  if (!by_sequence && !request.has_start_time() && !request.has_end_time())
    throw InvalidField("start_time", "must be given, or end_time, or a producer and a range of its sequence");
}

// All of the request that must stay the same from call to call.
std::string RangeOf(const v1::ReplayWebhookRequest& request) {
  v1::ReplayWebhookRequest same = request;
  same.clear_page_token();
  same.clear_request_id();
  return same.SerializeAsString();
}

// Not what is about to be forgotten.
TimePoint StartOf(const Call& call, const v1::ReplayWebhookRequest& request) {
  return std::max(call.now() - kOutcomeMemory, rpc::PointOf(request.start_time()));
}

std::optional<TimePoint> EndOf(const v1::ReplayWebhookRequest& request) {
  return request.has_end_time() ? std::optional(rpc::PointOf(request.end_time())) : std::nullopt;
}

}  // namespace

void ReplayWebhook(Call& call, const v1::ReplayWebhookRequest& request, v1::ReplayWebhookResponse& reply) {
  CheckRange(request);
  const std::string range = RangeOf(request);
  const auto keys = call.tokens().PageKeys(range, request.page_token());
  auto tx = call.Begin();
  const Changing change = BeginChange(call, tx, request.name(), "");
  if (change.before.state() == v1::WEBHOOK_STATE_DISABLED)
    throw FailedPrecondition("WEBHOOK_DISABLED", "nothing is sent to the webhook: enable it first");
  const auto queued = call.One(
      tx, sql::kReplayOutcomes,
      OneWebhook(request.name())
          .Set("after", keys.empty() ? std::string("0") : keys[0])
          .Set("start_time", StartOf(call, request))
          .Set("end_time", EndOf(request))
          .SetOrNull("producer", request.producer())
          .Set("first_sequence", request.first_sequence())
          .Set("last_sequence", request.last_sequence())
          .Set("types", events::WantedOutcomes({change.before.types().begin(), change.before.types().end()}))
          .Set("limit", kMostOfCall)
          .Set("now", call.now()),
      request.name());
  reply.set_queued_count(static_cast<int>(queued.Int("queued")));
  if (reply.queued_count() == kMostOfCall)
    reply.set_next_page_token(call.tokens().PageToken(range, {queued.Text("last")}));
  auto changes = call.NewChanges();
  AddWebhookEvent(changes, "webhook.replayed", &change.before, change.after, change.version);
  call.Record(tx, changes, reply);
  tx.Commit();
}

}  // namespace waymark::webhooks
