#include "services/webhooks/webhook_records.h"

#include "services/common/rpc/names.h"
#include "services/common/rpc/record.h"
#include "services/webhooks/sql.h"

namespace waymark::webhooks {

using rpc::Call;

db::Params OneWebhook(std::string_view name) {
  const std::string_view id = rpc::LastPart(name);
  return db::Params().SetOrNull("webhook_id", IsUuid(id) ? id : "");
}

void FillWebhook(const Call& call, const db::Row& row, v1::Webhook& webhook) {
  row.Fill(webhook);
  webhook.set_etag(call.tokens().Etag(webhook.name(), row.Int("_version")));
  if (rpc::PointOf(webhook.previous_secret_expire_time()) <= call.now())
    webhook.clear_previous_secret_expire_time();
}

void AddWebhookEvent(events::Changes& changes, std::string_view type, const v1::Webhook* before,
                     const v1::Webhook& webhook, int version) {
  const std::string id(rpc::LastPart(webhook.name()));
  changes.Add(type, "webhooks/" + id, version).mutable_record_changed()->set_record_id(id);
  changes.Describe(before, webhook);
}

Changing BeginChange(Call& call, db::Transaction& tx, const std::string& name, const std::string& etag) {
  call.One(tx, sql::kLockWebhook, OneWebhook(name), name);
  const auto row = call.One(tx, sql::kGetWebhook, OneWebhook(name), name);
  Changing change;
  FillWebhook(call, row, change.before);
  change.after = change.before;
  change.version = static_cast<int>(row.Int("_version"));
  rpc::CheckEtag(call, change.before.name(), etag, change.version);
  return change;
}

void FinishChange(Call& call, db::Transaction& tx, std::string_view type, Changing& change,
                  v1::Webhook& reply) {
  auto& [before, after, version] = change;
  rpc::SetUpdated(call, version + 1, after);
  reply = after;
  auto changes = call.NewChanges();
  AddWebhookEvent(changes, type, &before, after, version + 1);
  call.Record(tx, changes, reply);
  tx.Commit();
}

}  // namespace waymark::webhooks
