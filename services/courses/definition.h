#pragma once

#include "services/common/rpc/main.h"

namespace waymark::courses {

// The courses service: programmes, courses, cohorts, enrolments, attendance,
// results, graduation and credentials.
rpc::ServiceDefinition Definition();

}  // namespace waymark::courses
