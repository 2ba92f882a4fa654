#pragma once

#include "services/webhooks/shared.h"
#include "waymark/webhooks/v1/webhooks.pb.h"

namespace waymark::webhooks {

// Handler: sends an event that says nothing, and waits for the answer.
void TestWebhook(rpc::Call& call, Shared& shared, const v1::TestWebhookRequest& request,
                 v1::TestWebhookResponse& reply);

}  // namespace waymark::webhooks
