#include "services/evaluation/outcome_message.h"

#include "waymark/evaluation/v1/outcomes.pb.h"

namespace waymark::evaluation {

using waymark::events::v1::Event;

Event WithoutRecord(Event event) {
  if (event.has_participant_changed()) {
    event.mutable_participant_changed()->clear_birth_date();
    event.mutable_participant_changed()->clear_attributes();
  } else if (event.has_enrolment_state_changed()) {
    event.mutable_enrolment_state_changed()->clear_attributes();
  }
  return event;
}

grpc::Slice SliceOf(Event event) {
  v1::WatchOutcomesResponse message;
  *message.mutable_event() = WithoutRecord(std::move(event));
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
