#pragma once

#include <google/protobuf/message.h>
#include <grpcpp/impl/codegen/server_callback_handlers.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "services/common/rpc/call.h"

namespace waymark::rpc {

// What runs one RPC, and the types of its messages.
class Handler {
 public:
  using Run = std::function<void(Call&, const google::protobuf::Message&, google::protobuf::Message&)>;
  // Takes a call that came over gRPC; the messages are gRPC's until the reactor
  // is finished.
  using Take = std::function<grpc::ServerUnaryReactor*(
      grpc::CallbackServerContext*, google::protobuf::Message*, google::protobuf::Message*)>;
  using GrpcHandler = std::unique_ptr<grpc::internal::MethodHandler>;

  // `method`: its name in the proto. `function`: void(Call&, const Request&, Reply&).
  template <typename Function>
  Handler(std::string method, Function function)
      : Handler(std::move(method), std::function(std::move(function))) {}

  template <typename Request, typename Reply>
  Handler(std::string method, std::function<void(Call&, const Request&, Reply&)> function)
      : method_(std::move(method)),
        request_(&Request::default_instance()),
        reply_(&Reply::default_instance()),
        run_([function = std::move(function)](Call& call, const google::protobuf::Message& request,
                                              google::protobuf::Message& reply) {
          function(call, static_cast<const Request&>(request), static_cast<Reply&>(reply));
        }),
        make_grpc_(&MakeGrpc<Request, Reply>) {}

  const std::string& method() const { return method_; }
  const google::protobuf::Message& request() const { return *request_; }
  const google::protobuf::Message& reply() const { return *reply_; }
  const Run& run() const { return run_; }
  // What gRPC calls for this method.
  GrpcHandler ForGrpc(Take take) const { return make_grpc_(std::move(take)); }

 private:
  template <typename Request, typename Reply>
  static GrpcHandler MakeGrpc(Take take) {
    return std::make_unique<grpc::internal::CallbackUnaryHandler<Request, Reply>>(
        [take = std::move(take)](grpc::CallbackServerContext* context, const Request* request, Reply* reply) {
          // The request is the call's and nobody else's: what the metadata says
          // may be put into it.
          return take(context, const_cast<Request*>(request), reply);
        });
  }

  std::string method_;
  const google::protobuf::Message* request_;
  const google::protobuf::Message* reply_;
  Run run_;
  GrpcHandler (*make_grpc_)(Take);
};

// A service of the protos and what runs each of its RPCs.
struct Service {
  std::string name;  // `waymark.participants.v1.UnitsService`
  std::vector<Handler> handlers;
};

}  // namespace waymark::rpc
