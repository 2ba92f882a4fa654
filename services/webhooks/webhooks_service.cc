#include "services/common/rpc/constraints.h"
#include "services/common/rpc/names.h"
#include "services/common/rpc/page.h"
#include "services/common/rpc/record.h"
#include "services/common/rpc/validate.h"
#include "services/webhooks/replay.h"
#include "services/webhooks/services.h"
#include "services/webhooks/signature.h"
#include "services/webhooks/sql.h"
#include "services/webhooks/test_call.h"
#include "services/webhooks/webhook_records.h"
#include "services/webhooks/webhook_types.h"
#include "services/webhooks/webhook_url.h"
#include "waymark/webhooks/v1/webhooks.grpc.pb.h"

namespace waymark::webhooks {
namespace {

using rpc::Call;

constexpr int kMostWebhooks = 20;
constexpr std::chrono::seconds kOverlap = std::chrono::days(1);

constexpr rpc::ConstraintMeaning kMeanings[] = {
    {"WEBHOOK_ID_UNIQUE",
     [](const Call&) { return AlreadyExists("webhook_id", "is taken by another webhook"); }}};

void Check(const Shared& shared, const v1::Webhook& webhook) {
  auto wrong = WrongWithTypes(webhook.types());
  if (auto of_url = WrongWithUrl(webhook.url(), shared.allowed); !of_url.empty())
    wrong.push_back({"webhook.url", std::move(of_url)});
  if (!wrong.empty()) throw InvalidFields(std::move(wrong));
}

std::vector<std::string> TypesOf(const v1::Webhook& webhook) {
  return {webhook.types().begin(), webhook.types().end()};
}

// What is kept of the answer, for a second one, does not hold the secret.
void Create(Call& call, Shared& shared, const v1::CreateWebhookRequest& request, v1::Webhook& reply) {
  const v1::Webhook& wanted = request.webhook();
  Check(shared, wanted);
  const std::string id = request.webhook_id().empty() ? call.NewId() : request.webhook_id();
  const std::string secret = NewSecret(), sealed = shared.sealer.Seal(secret);
  reply.set_url(wanted.url());
  reply.set_description(wanted.description());
  *reply.mutable_types() = wanted.types();
  reply.set_state(v1::WEBHOOK_STATE_ACTIVE);
  rpc::SetCreated(call, rpc::Name(call.organization(), "webhooks", id), reply);
  auto tx = call.Begin();
  call.Run(tx, sql::kLockWebhooks, {});
  if (call.One(tx, sql::kCountWebhooks, {}, "").Int("webhooks") >= kMostWebhooks) {
    throw FailedPrecondition("TOO_MANY_WEBHOOKS",
                             "the organization has 20 webhooks, which is as many as it may: delete one");
  }
  rpc::Explained(call, kMeanings, [&] {
    call.Run(tx, sql::kCreateWebhook,
             db::Params()
                 .Set("webhook_id", id)
                 .Set("url", reply.url())
                 .Set("description", reply.description())
                 .Set("types", TypesOf(reply))
                 .Set("sealed_secret", db::Bytes{sealed})
                 .Set("now", call.now()));
  });
  auto changes = call.NewChanges();
  AddWebhookEvent(changes, "webhook.changed", nullptr, reply, 1);
  call.Record(tx, changes, reply);
  tx.Commit();
  reply.set_secret(SecretText(secret));
}

void Get(Call& call, Shared&, const v1::GetWebhookRequest& request, v1::Webhook& reply) {
  FillWebhook(call, call.ReadOne(sql::kGetWebhook, OneWebhook(request.name()), request.name()), reply);
}

void List(Call& call, Shared&, const v1::ListWebhooksRequest& request, v1::ListWebhooksResponse& reply) {
  const rpc::Page page(call, request);
  const auto rows =
      call.Read(sql::kListWebhooks, db::Params().Set("after", page.key(0)).Set("limit", page.limit()));
  reply.set_next_page_token(
      page.Fill(rows, reply.mutable_webhooks(), {"_webhook_id"},
                [&](const db::Row& row, v1::Webhook& webhook) { FillWebhook(call, row, webhook); }));
}

// Writes what the webhook has become.
void Write(Call& call, db::Transaction& tx, Changing& change, v1::Webhook& reply) {
  const v1::Webhook& after = change.after;
  call.Run(tx, sql::kUpdateWebhook,
           OneWebhook(after.name())
               .Set("url", after.url())
               .Set("description", after.description())
               .Set("types", TypesOf(after))
               .Set("state", static_cast<int>(after.state()))
               .Set("disable_reason", static_cast<int>(after.disable_reason()))
               .Set("now", call.now()));
  FinishChange(call, tx, "webhook.changed", change, reply);
}

void Update(Call& call, Shared& shared, const v1::UpdateWebhookRequest& request, v1::Webhook& reply) {
  const auto& wanted = request.webhook();
  const auto paths = rpc::MaskPaths(request.update_mask(), wanted);
  auto tx = call.Begin();
  Changing change = BeginChange(call, tx, wanted.name(), wanted.etag());
  rpc::ApplyPaths(paths, wanted, change.after);
  // Networks that were allowed and are no more keep nobody from changing the rest.
  if (rpc::Names(paths, "url") || rpc::Names(paths, "types")) Check(shared, change.after);
  if (rpc::EndsUnchanged(call, tx, change.before, change.after, reply)) return;
  Write(call, tx, change, reply);
}

void Disable(Call& call, Shared&, const v1::DisableWebhookRequest& request, v1::Webhook& reply) {
  auto tx = call.Begin();
  Changing change = BeginChange(call, tx, request.name(), request.etag());
  if (change.before.state() == v1::WEBHOOK_STATE_DISABLED)
    throw IllegalStateChange("a webhook", "DISABLED", "DISABLED");
  change.after.set_state(v1::WEBHOOK_STATE_DISABLED);
  change.after.set_disable_reason(v1::WEBHOOK_DISABLE_REASON_ASKED);
  Write(call, tx, change, reply);
}

void Enable(Call& call, Shared&, const v1::EnableWebhookRequest& request, v1::Webhook& reply) {
  auto tx = call.Begin();
  Changing change = BeginChange(call, tx, request.name(), request.etag());
  if (change.before.state() == v1::WEBHOOK_STATE_ACTIVE)
    throw IllegalStateChange("a webhook", "ACTIVE", "ACTIVE");
  change.after.set_state(v1::WEBHOOK_STATE_ACTIVE);
  change.after.clear_disable_reason();
  Write(call, tx, change, reply);
}

void Delete(Call& call, Shared&, const v1::DeleteWebhookRequest& request, v1::Webhook& reply) {
  auto tx = call.Begin();
  Changing change = BeginChange(call, tx, request.name(), request.etag());
  change.after.set_state(v1::WEBHOOK_STATE_DISABLED);
  call.Run(tx, sql::kDeleteWebhook, OneWebhook(request.name()).Set("now", call.now()));
  FinishChange(call, tx, "webhook.deleted", change, reply);
}

void RotateSecret(Call& call, Shared& shared, const v1::RotateWebhookSecretRequest& request,
                  v1::Webhook& reply) {
  const std::string secret = NewSecret(), sealed = shared.sealer.Seal(secret);
  const auto overlap =
      request.has_overlap_seconds() ? std::chrono::seconds(request.overlap_seconds()) : kOverlap;
  std::optional<TimePoint> until;
  if (overlap.count() > 0) until = call.now() + overlap;
  auto tx = call.Begin();
  Changing change = BeginChange(call, tx, request.name(), request.etag());
  change.after.clear_previous_secret_expire_time();
  if (until) *change.after.mutable_previous_secret_expire_time() = rpc::StampOf(*until);
  call.Run(tx, sql::kRotateWebhookSecret,
           OneWebhook(request.name())
               .Set("sealed_secret", db::Bytes{sealed})
               .Set("previous_until", until)
               .Set("now", call.now()));
  FinishChange(call, tx, "webhook.secret_rotated", change, reply);
  reply.set_secret(SecretText(secret));
}

}  // namespace

rpc::Service MakeWebhooksService(const std::shared_ptr<Shared>& shared) {
  return {v1::WebhooksService::service_full_name(),
          {{"CreateWebhook", With(shared, Create)},
           {"GetWebhook", With(shared, Get)},
           {"ListWebhooks", With(shared, List)},
           {"UpdateWebhook", With(shared, Update)},
           {"DeleteWebhook", With(shared, Delete)},
           {"DisableWebhook", With(shared, Disable)},
           {"EnableWebhook", With(shared, Enable)},
           {"RotateWebhookSecret", With(shared, RotateSecret)},
           {"TestWebhook", With(shared, TestWebhook)},
           {"ReplayWebhook", ReplayWebhook}}};
}

}  // namespace waymark::webhooks
