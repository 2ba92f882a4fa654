#pragma once

#include "services/common/rpc/call.h"
#include "waymark/webhooks/v1/webhooks.pb.h"

namespace waymark::webhooks {

// Handler: queues events of the past.
void ReplayWebhook(rpc::Call& call, const v1::ReplayWebhookRequest& request,
                   v1::ReplayWebhookResponse& reply);

}  // namespace waymark::webhooks
