#pragma once

#include <grpcpp/impl/service_type.h>

#include <deque>
#include <string>

#include "services/common/rpc/runner.h"

namespace waymark::rpc {

// The door of one service of the protos for calls over gRPC. Its handlers run in
// the runner, which must outlive it.
class GrpcService final : public grpc::Service {
 public:
  // `name`: `waymark.participants.v1.UnitsService`, one that the runner serves.
  GrpcService(Runner& runner, const std::string& name);

 private:
  static Handler::GrpcHandler HandlerOf(Runner& runner, Method& method);

  std::deque<std::string> paths_;  // gRPC keeps pointers to them
};

}  // namespace waymark::rpc
