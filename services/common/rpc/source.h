#pragma once

#include <grpcpp/support/byte_buffer.h>

#include <functional>
#include <optional>

namespace waymark::rpc {

// What the messages of one stream come from. It is destroyed when the stream is over.
class Source {
 public:
  virtual ~Source() = default;

  // The next message, serialized, when there is one now; throws Error to end the
  // stream. Must not wait for anything. One call at a time, on any thread.
  virtual std::optional<grpc::ByteBuffer> Next() = 0;
};

// Says that Next() may have a message where it had none. On any thread, but never with
// a lock held that Next() or the source's destructor wants.
using Waker = std::function<void()>;

}  // namespace waymark::rpc
