#pragma once

#include "services/common/events/feed.h"
#include "services/common/rpc/call.h"
#include "waymark/evaluation/v1/funnel.pb.h"

namespace waymark::evaluation {

// The services whose streams evaluation follows.
const std::vector<std::string>& Producers();

// How far each stream that the organization is in has been applied, and how far it goes in Redis: without
// the latter while Redis does not answer or has yet to be filled again.
void FillPositions(rpc::Call& call, const events::Feed& feed,
                   google::protobuf::RepeatedPtrField<v1::StreamPosition>* positions);

// Whether all that the producers have committed is applied and nothing is parked. They are asked: a stream
// that Redis lost ends for a while where the position may be, and what was committed a moment ago is in none
// yet. False while one does not answer. The positions, as they were filled before, have the ends that they
// say.
bool IsAllApplied(const rpc::Call& call, const events::Feed& feed,
                  google::protobuf::RepeatedPtrField<v1::StreamPosition>* positions);

// Whether who read as far as `place` has all that the producers have committed of the organization. False
// while one does not answer.
bool IsAllRead(const events::Feed& feed, std::string_view organization_id, const events::FeedCursor& place);

}  // namespace waymark::evaluation
