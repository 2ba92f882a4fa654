#pragma once

#include "services/common/rpc/call.h"
#include "waymark/courses/v1/enrolments.pb.h"

namespace waymark::courses {

// EnrolmentsService.ChangeEnrolmentState (see the proto).
void ChangeEnrolmentState(rpc::Call& call, const v1::ChangeEnrolmentStateRequest& request,
                          v1::Enrolment& reply);

}  // namespace waymark::courses
