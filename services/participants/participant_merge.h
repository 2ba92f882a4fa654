#pragma once

#include "services/common/rpc/call.h"
#include "waymark/participants/v1/participants.pb.h"

namespace waymark::participants {

// The handlers by which two records become one person's, and two persons' again.
void MergeParticipant(rpc::Call& call, const waymark::participants::v1::MergeParticipantRequest& request,
                      waymark::participants::v1::Participant& reply);
void UnmergeParticipant(rpc::Call& call, const waymark::participants::v1::UnmergeParticipantRequest& request,
                        waymark::participants::v1::Participant& reply);

}  // namespace waymark::participants
