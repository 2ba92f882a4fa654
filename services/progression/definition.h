#pragma once

#include "services/common/rpc/main.h"

namespace waymark::progression {

// Ranks, posts, careers and mentoring.
rpc::ServiceDefinition Definition();

}  // namespace waymark::progression
