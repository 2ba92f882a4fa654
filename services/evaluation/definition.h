#pragma once

#include "services/common/rpc/main.h"

namespace waymark::evaluation {

// All of the service, for its program and for tests.
rpc::ServiceDefinition Definition();

}  // namespace waymark::evaluation
