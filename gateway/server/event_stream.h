#pragma once

#include <google/protobuf/message.h>

#include <string>

#include "gateway/server/api.h"
#include "gateway/server/door.h"
#include "gateway/server/upstream.h"

namespace waymark::gateway {

// Whether the client takes Server-Sent Events: browsers' EventSource says so, and who
// says nothing takes anything.
bool TakesEvents(const Header& header);

// Takes where to go on from `Last-Event-ID` into the request: a browser that connects
// again repeats the address of the first time. Throws InvalidField.
void ResumeFrom(const Header& header, const Method& method, google::protobuf::Message& request);

// Writes the messages of a stream as Server-Sent Events: `id` is a message's
// resume_token, `data` the JSON of the message that it holds and `event` the type of
// that. One that holds none is a comment, and an id. A stream whose messages have no
// such fields has the messages themselves as data.
class EventStream final : public ReplySink {
 public:
  EventStream(const Method& method, AnswerInParts& answer) : method_(method), answer_(answer) {}

  Awaitable<bool> Take(const grpc::ByteBuffer& bytes) override;
  // Writes the error as the last event.
  Awaitable<void> End(const Error& error, const RequestInfo& info);

  // Whether anything was written: before, an error is an answer of its own.
  bool begun() const { return begun_; }

 private:
  std::string TextOf(const google::protobuf::Message& message) const;

  const Method& method_;
  AnswerInParts& answer_;
  bool begun_ = false;
};

}  // namespace waymark::gateway
