#pragma once

#include <google/protobuf/message.h>

#include <chrono>
#include <memory>

#include "services/common/events/change.h"
#include "services/common/rpc/exchange.h"
#include "services/common/rpc/method.h"

namespace waymark::rpc {

// A call that was taken and is not answered yet.
struct Job {
  std::unique_ptr<Exchange> exchange;
  Method* method;
  google::protobuf::Message* request;
  google::protobuf::Message* reply;  // null where the answer is a stream
  std::chrono::steady_clock::time_point arrival;
};

// How a call went, for its log line, besides what the job says. Of `origin` may be
// empty what is not known yet.
struct Ending {
  const events::Origin& origin;
  const Error* error = nullptr;  // null: OK
  int64_t messages = 0;          // that were sent
  bool replayed = false;
};

// Answers the call, and writes its log line and measures.
void Finish(Job& job, const Ending& ending);

}  // namespace waymark::rpc
