#pragma once

#include "gateway/server/service_call.h"
#include "services/common/rpc/runner.h"

namespace waymark::suite {

// The gateway's way to a service of this process: straight into its wrapper. The
// runner outlives it.
gateway::LocalService LocalServiceOf(rpc::Runner& runner);

}  // namespace waymark::suite
