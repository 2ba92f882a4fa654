#pragma once

#include "services/common/rpc/call.h"
#include "waymark/progression/v1/careers.pb.h"

namespace waymark::progression {

// Records several career events in one transaction.
void BatchCreateCareerEvents(rpc::Call& call,
                             const waymark::progression::v1::BatchCreateCareerEventsRequest& request,
                             waymark::progression::v1::BatchCreateCareerEventsResponse& reply);

// Records one.
void CreateCareerEvent(rpc::Call& call, const waymark::progression::v1::CreateCareerEventRequest& request,
                       waymark::progression::v1::CareerEvent& reply);

}  // namespace waymark::progression
