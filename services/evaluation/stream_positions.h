#pragma once

#include "services/common/events/feed.h"
#include "services/common/rpc/call.h"
#include "waymark/evaluation/v1/funnel.pb.h"

namespace waymark::evaluation {

// The services whose streams evaluation follows.
const std::vector<std::string>& Producers();

// How far each stream that the organization is in has been applied, and how far it goes: without the latter
// while Redis does not answer or has yet to be filled again.
void FillPositions(rpc::Call& call, const events::Feed& feed,
                   google::protobuf::RepeatedPtrField<v1::StreamPosition>* positions);

}  // namespace waymark::evaluation
