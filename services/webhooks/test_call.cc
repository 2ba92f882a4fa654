#include "services/webhooks/test_call.h"

#include <algorithm>

#include "services/common/events/sql.h"
#include "services/common/rpc/times.h"
#include "services/webhooks/attempt.h"
#include "services/webhooks/delivery_rule.h"
#include "services/webhooks/sql.h"
#include "services/webhooks/webhook_records.h"

namespace waymark::webhooks {
namespace {

using rpc::Call;
using std::chrono::milliseconds;

// What is left of the caller's time for the answer.
constexpr milliseconds kReserve{1'000};

// One of the turns, for as long as this lives.
class Turn {
 public:
  explicit Turn(std::counting_semaphore<4>& turns) : turns_(turns) {
    if (!turns_.try_acquire()) throw Overloaded("the test of webhooks");
  }
  ~Turn() { turns_.release(); }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  std::counting_semaphore<4>& turns_;
};

waymark::events::v1::Event PingOf(const Call& call, const v1::Webhook& webhook) {
  waymark::events::v1::Event ping;
  ping.set_id(call.NewId());
  ping.set_source("/waymark/webhooks");
  ping.set_type("webhook.ping");
  ping.set_subject(webhook.name());
  ping.set_traceparent(call.origin().traceparent);
  *ping.mutable_time() = rpc::StampOf(call.now());
  return ping;
}

Outcome Send(const Call& call, const Shared& shared, Outgoing message) {
  const auto left = std::chrono::duration_cast<milliseconds>(call.scope().deadline -
                                                             std::chrono::steady_clock::now() - kReserve);
  Transfers transfers(shared.allowed, shared.settings.authority, call.clock());
  transfers.Start(0, std::move(message));
  const auto ended = transfers.Run(std::clamp<milliseconds>(left, milliseconds(0), kAnswerTime + kReserve));
  if (!ended.empty()) return ended.front().second;
  return {.time = call.now(), .error = "it did not answer in the time of this call"};
}

// The first answer to the request stands: nothing is sent for a second one. The wrapper answers
// with it instead of this error.
void ThrowIfAnswered(Call& call, const std::string& request_id) {
  if (request_id.empty()) return;
  const auto answered =
      call.Read(events::sql::kFindRequest,
                db::Params().Set("method", call.origin().method).Set("request_id", request_id));
  if (!answered.empty()) throw FailedPrecondition("ANSWERED_ALREADY", "this request was answered already");
}

}  // namespace

void TestWebhook(Call& call, Shared& shared, const v1::TestWebhookRequest& request,
                 v1::TestWebhookResponse& reply) {
  ThrowIfAnswered(call, request.request_id());
  const auto row = call.ReadOne(sql::kGetWebhook, OneWebhook(request.name()), request.name());
  v1::Webhook webhook;
  FillWebhook(call, row, webhook);
  const std::string previous =
      webhook.has_previous_secret_expire_time() ? row.Bytes("_sealed_previous_secret") : "";
  const auto ping = PingOf(call, webhook);
  const Turn turn(shared.tests);
  const Outcome outcome =
      Send(call, shared,
           MessageOf(ping, TargetOf(shared.sealer, webhook.url(), row.Bytes("_sealed_secret"), previous),
                     call.now(), SchemasOf(shared.settings.public_url)));
  reply.set_delivered(outcome.error.empty());
  reply.set_event_id(ping.id());
  *reply.mutable_attempt() = AttemptOf(outcome);
  auto tx = call.Begin();
  auto changes = call.NewChanges();
  AddWebhookEvent(changes, "webhook.tested", &webhook, webhook, static_cast<int>(row.Int("_version")));
  call.Record(tx, changes, reply);
  tx.Commit();
}

}  // namespace waymark::webhooks
