#pragma once

#include "services/common/rpc/main.h"
#include "services/webhooks/settings.h"

namespace waymark::webhooks {

// All of the service, for its program and for tests; the settings are what holds where
// none are loaded.
rpc::ServiceDefinition Definition(const Settings& settings = {});

}  // namespace waymark::webhooks
