#pragma once

#include <chrono>
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
  // The answer: the reply when there is no error. The last of all: request and
  // reply may be gone from here on.
  virtual void Finish(const Error* error) = 0;
};

}  // namespace waymark::rpc
