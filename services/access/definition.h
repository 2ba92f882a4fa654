#pragma once

#include "services/common/rpc/main.h"

namespace waymark::access {

// The access service: accounts, sessions, tokens, grants.
rpc::ServiceDefinition Definition();

}  // namespace waymark::access
