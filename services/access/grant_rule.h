#pragma once

#include <vector>

#include "services/common/base/clock.h"
#include "services/common/status/error.h"
#include "waymark/access/v1/grants.pb.h"

namespace waymark::access {

// What is wrong with a new grant, whose start is stated; `everywhere`: it is one
// for every organization, of which none has all units and participants.
std::vector<FieldViolation> WrongWithGrant(const waymark::access::v1::Grant& grant, bool everywhere,
                                           TimePoint now);

}  // namespace waymark::access
