#pragma once

#include "services/common/rpc/main.h"

namespace waymark::progression {

// Ranks, posts and careers.
rpc::ServiceDefinition Definition();

}  // namespace waymark::progression
