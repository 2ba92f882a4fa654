#pragma once

#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/slice.h>

#include <string>

#include "waymark/events/v1/events.pb.h"

namespace waymark::evaluation {

// The part of a WatchOutcomesResponse that is the event: bytes that many messages share.
grpc::Slice SliceOf(waymark::events::v1::Event event);
waymark::events::v1::Event EventIn(const grpc::Slice& slice);

// The whole of one, serialized; null = without event.
grpc::ByteBuffer MessageOf(const grpc::Slice* event, const std::string& resume_token);

}  // namespace waymark::evaluation
