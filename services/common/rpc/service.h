#pragma once

#include <google/protobuf/message.h>
#include <grpcpp/impl/codegen/server_callback_handlers.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "services/common/rpc/call.h"
#include "services/common/rpc/source.h"

namespace waymark::rpc {

// What runs one RPC, and the types of its messages. It answers with a reply, or opens
// what a stream of replies comes from.
class Handler {
 public:
  using Open = std::function<std::shared_ptr<Source>(Call&, const google::protobuf::Message&, Waker)>;
  using Run = std::function<void(Call&, const google::protobuf::Message&, google::protobuf::Message&)>;
  // Takes a call that came over gRPC; the messages are gRPC's until the reactor
  // is finished.
  using Take = std::function<grpc::ServerUnaryReactor*(
      grpc::CallbackServerContext*, google::protobuf::Message*, google::protobuf::Message*)>;
  using TakeStream = std::function<grpc::ServerWriteReactor<grpc::ByteBuffer>*(grpc::CallbackServerContext*,
                                                                               google::protobuf::Message*)>;
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

  // For a method whose answer is a stream of `Reply`.
  // `function`: std::shared_ptr<Source>(Call&, const Request&, Waker).
  template <typename Reply, typename Function>
  static Handler Streaming(std::string method, Function function) {
    return Handler(std::move(method), &Reply::default_instance(), std::function(std::move(function)));
  }

  const std::string& method() const { return method_; }
  const google::protobuf::Message& request() const { return *request_; }
  const google::protobuf::Message& reply() const { return *reply_; }
  bool streams() const { return open_ != nullptr; }
  const Run& run() const { return run_; }
  const Open& open() const { return open_; }
  // What gRPC calls for this method.
  GrpcHandler ForGrpc(Take take) const { return make_grpc_(std::move(take)); }
  GrpcHandler ForGrpc(TakeStream take) const { return make_grpc_stream_(std::move(take)); }

 private:
  template <typename Request>
  Handler(std::string method, const google::protobuf::Message* reply,
          std::function<std::shared_ptr<Source>(Call&, const Request&, Waker)> function)
      : method_(std::move(method)),
        request_(&Request::default_instance()),
        reply_(reply),
        open_([function = std::move(function)](Call& call, const google::protobuf::Message& request,
                                               Waker waker) {
          return function(call, static_cast<const Request&>(request), std::move(waker));
        }),
        make_grpc_stream_(&MakeGrpcStream<Request>) {}

  template <typename Request, typename Reply>
  static GrpcHandler MakeGrpc(Take take) {
    return std::make_unique<grpc::internal::CallbackUnaryHandler<Request, Reply>>(
        [take = std::move(take)](grpc::CallbackServerContext* context, const Request* request, Reply* reply) {
          // The request is the call's and nobody else's: what the metadata says
          // may be put into it.
          return take(context, const_cast<Request*>(request), reply);
        });
  }

  template <typename Request>
  static GrpcHandler MakeGrpcStream(TakeStream take) {
    return std::make_unique<grpc::internal::CallbackServerStreamingHandler<Request, grpc::ByteBuffer>>(
        [take = std::move(take)](grpc::CallbackServerContext* context, const Request* request) {
          return take(context, const_cast<Request*>(request));
        });
  }

  std::string method_;
  const google::protobuf::Message* request_;
  const google::protobuf::Message* reply_;
  // Of each pair the one that the method needs.
  Run run_;
  Open open_;
  GrpcHandler (*make_grpc_)(Take) = nullptr;
  GrpcHandler (*make_grpc_stream_)(TakeStream) = nullptr;
};

// A service of the protos and what runs each of its RPCs.
struct Service {
  std::string name;  // `waymark.participants.v1.UnitsService`
  std::vector<Handler> handlers;
};

}  // namespace waymark::rpc
