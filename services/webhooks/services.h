#pragma once

#include <memory>

#include "services/common/rpc/service.h"
#include "services/webhooks/shared.h"

namespace waymark::webhooks {

rpc::Service MakeWebhooksService(const std::shared_ptr<Shared>& shared);
rpc::Service MakeDeliveriesService();
rpc::Service MakeVerificationService();

}  // namespace waymark::webhooks
