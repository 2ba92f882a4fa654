#pragma once

#include "services/common/rpc/call.h"
#include "waymark/courses/v1/enrolments.pb.h"

// The handlers that make enrolments (see the proto).
namespace waymark::courses {

void CreateEnrolment(rpc::Call& call, const v1::CreateEnrolmentRequest& request, v1::Enrolment& reply);
void BatchCreateEnrolments(rpc::Call& call, const v1::BatchCreateEnrolmentsRequest& request,
                           v1::BatchCreateEnrolmentsResponse& reply);

}  // namespace waymark::courses
