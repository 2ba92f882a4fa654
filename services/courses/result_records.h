#pragma once

#include "services/common/rpc/call.h"
#include "waymark/courses/v1/assessments.pb.h"

// The handlers of results (see the proto).
namespace waymark::courses {

void BatchCreateResults(rpc::Call& call, const v1::BatchCreateResultsRequest& request,
                        v1::BatchCreateResultsResponse& reply);
void ListResults(rpc::Call& call, const v1::ListResultsRequest& request, v1::ListResultsResponse& reply);

}  // namespace waymark::courses
