#pragma once

#include "services/common/rpc/call.h"
#include "waymark/webhooks/v1/webhooks.pb.h"

// Webhooks as the API has them, and how they are changed.
namespace waymark::webhooks {

// The webhook of `name` in a statement: `:webhook_id`, NULL when it is no UUID, of which there is none.
db::Params OneWebhook(std::string_view name);

// The webhook of a row of `webhook_record`.
void FillWebhook(const rpc::Call& call, const db::Row& row, v1::Webhook& webhook);

// An event of a webhook; `before` is null for a new one.
void AddWebhookEvent(events::Changes& changes, std::string_view type, const v1::Webhook* before,
                     const v1::Webhook& webhook, int version);

// A webhook that is being changed, locked until the end of the transaction, its etag
// checked.
struct Changing {
  v1::Webhook before, after;
  int version;
};
Changing BeginChange(rpc::Call& call, db::Transaction& tx, const std::string& name, const std::string& etag);

// What `change.after` has become: its next version, with its event. `reply` is what a
// second answer says.
void FinishChange(rpc::Call& call, db::Transaction& tx, std::string_view type, Changing& change,
                  v1::Webhook& reply);

}  // namespace waymark::webhooks
