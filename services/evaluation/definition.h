#pragma once

#include "services/common/rpc/main.h"
#include "services/evaluation/outcome_hub.h"

namespace waymark::evaluation {

// All of the service, for its program and for tests; the options are what holds where
// no setting says otherwise.
rpc::ServiceDefinition Definition(const HubOptions& hub_options = {});

}  // namespace waymark::evaluation
