#pragma once

#include "services/common/rpc/call.h"
#include "waymark/participants/v1/participants.pb.h"

namespace waymark::participants {

// BatchCreateParticipants: a fixed number of statements, however many persons.
void BatchCreate(rpc::Call& call, const waymark::participants::v1::BatchCreateParticipantsRequest& request,
                 waymark::participants::v1::BatchCreateParticipantsResponse& reply);

}  // namespace waymark::participants
