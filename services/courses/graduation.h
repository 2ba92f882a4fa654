#pragma once

#include "services/common/rpc/call.h"
#include "waymark/courses/v1/cohorts.pb.h"
#include "waymark/courses/v1/graduation.pb.h"

namespace waymark::courses {

// CohortsService.GraduateCohort (see the proto): the rule of completion.h over
// every enrolment of a cohort, in a fixed number of statements.
void GraduateCohort(rpc::Call& call, const v1::GraduateCohortRequest& request,
                    v1::GraduateCohortResponse& reply);

}  // namespace waymark::courses
