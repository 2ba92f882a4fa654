#pragma once

#include "services/common/rpc/main.h"

namespace waymark::participants {

// The participants service: organizations, units, persons.
rpc::ServiceDefinition Definition();

}  // namespace waymark::participants
