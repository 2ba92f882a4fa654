#pragma once

#include <google/protobuf/message.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "gateway/server/api.h"
#include "gateway/server/async.h"

namespace waymark::gateway {

// Calls the services behind the gateway for the connections of one thread: one
// channel to each service, and one completion queue with a thread that does
// nothing but hand completions back to the coroutine's own thread.
class Upstreams {
 public:
  // `addresses`: service (`courses`) → gRPC address (`unix:/run/courses.sock`).
  explicit Upstreams(const std::map<std::string, std::string>& addresses);
  // No call may be under way any more.
  ~Upstreams();
  Upstreams(const Upstreams&) = delete;
  Upstreams& operator=(const Upstreams&) = delete;

  // One call of `method`. The context has its deadline and metadata. `request`
  // and `reply` are messages of the method's types.
  Awaitable<grpc::Status> Call(const Method& method, grpc::ClientContext& context,
                               const google::protobuf::Message& request, google::protobuf::Message& reply);

  // One call of an RPC that is none of the API.
  Awaitable<grpc::Status> Call(const std::string& upstream, const std::string& rpc_path,
                               grpc::ClientContext& context, const google::protobuf::Message& request,
                               google::protobuf::Message& reply);

  // The services that do not answer grpc.health.v1 with SERVING within `patience`.
  Awaitable<std::vector<std::string>> NotServing(std::chrono::milliseconds patience);

 private:
  using Stub = grpc::TemplatedGenericStub<google::protobuf::Message, google::protobuf::Message>;
  struct Upstream {
    std::shared_ptr<grpc::Channel> channel;
    std::unique_ptr<Stub> stub;
    std::unique_ptr<grpc::GenericStub> raw;
  };
  struct Completion {
    virtual ~Completion() = default;
    virtual void Resume() = 0;  // on the queue's thread; deletes itself
  };

  // Starts `call` with a stub and reads its end into `reply` and the status.
  template <typename AnyStub, typename Request, typename Reply>
  Awaitable<grpc::Status> Run(AnyStub& stub, const std::string& rpc_path, grpc::ClientContext& context,
                              const Request& request, Reply& reply);
  void Poll();

  std::map<std::string, Upstream> upstreams_;
  grpc::CompletionQueue queue_;
  std::thread thread_;
};

}  // namespace waymark::gateway
