#include "services/evaluation/outcome_message.h"

#include "services/common/events/without_record.h"
#include "waymark/evaluation/v1/outcomes.pb.h"

namespace waymark::evaluation {

using waymark::events::v1::Event;

grpc::Slice SliceOf(Event event) {
  v1::WatchOutcomesResponse message;
  *message.mutable_event() = events::WithoutRecord(std::move(event));
  return grpc::Slice(message.SerializeAsString());
}

Event EventIn(const grpc::Slice& slice) {
  v1::WatchOutcomesResponse message;
  message.ParseFromArray(slice.begin(), static_cast<int>(slice.size()));
  return std::move(*message.mutable_event());
}

// Serialized messages that follow on each other are one, of all their fields.
grpc::ByteBuffer MessageOf(const grpc::Slice* event, const std::string& resume_token) {
  v1::WatchOutcomesResponse rest;
  rest.set_resume_token(resume_token);
  grpc::Slice slices[2];
  size_t count = 0;
  if (event) slices[count++] = *event;
  slices[count++] = grpc::Slice(rest.SerializeAsString());
  return grpc::ByteBuffer(slices, count);
}

}  // namespace waymark::evaluation
