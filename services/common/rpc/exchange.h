#pragma once

#include <grpcpp/support/byte_buffer.h>

#include <chrono>
#include <functional>
#include <string>

#include "services/common/rpc/request.h"
#include "services/common/status/error.h"

namespace waymark::rpc {

// How one call came and the way that its answer goes: over gRPC, or to a caller
// in the same process.
class Exchange {
 public:
  virtual ~Exchange() = default;

  virtual CallHeaders headers() const = 0;
  // When the caller stops waiting; max() when they did not say.
  virtual std::chrono::system_clock::time_point deadline() const = 0;
  // Whether the caller has gone.
  virtual bool cancelled() const = 0;

  // Metadata that goes ahead of the answer.
  virtual void AddHeader(const std::string& name, const std::string& value) = 0;
  // Of a call that is answered with a stream: sends a message. `sent` is called once,
  // on any thread but never from within: when the next one may follow, or with false
  // when none will be taken.
  using Sent = std::function<void(bool)>;
  virtual void Send(const grpc::ByteBuffer& message, Sent sent) = 0;
  // Gives the caller up: a message that is under way fails.
  virtual void Cut() = 0;
  // The answer: the reply when there is no error. The last of all: request and
  // reply may be gone from here on.
  virtual void Finish(const Error* error) = 0;
};

}  // namespace waymark::rpc
