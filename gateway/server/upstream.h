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
#include "gateway/server/service_call.h"
#include "services/common/authorization/peers.h"

namespace waymark::gateway {

// Where the services are: by their names (`courses`).
struct Backends {
  std::map<std::string, std::string> addresses;  // over gRPC, `unix:/run/courses.sock`
  std::map<std::string, LocalService> local;     // in this process
  authorization::PeerFiles tls = {};             // for addresses that are no Unix sockets
};

// Takes the messages of a stream.
class ReplySink {
 public:
  virtual ~ReplySink() = default;
  // False when nobody wants more.
  virtual Awaitable<bool> Take(const grpc::ByteBuffer& message) = 0;
};

// Calls the services behind the gateway for the connections of one thread. Over
// gRPC: one channel to each service, and one completion queue with a thread that
// does nothing but hand completions back to the coroutine's own thread.
class Upstreams {
 public:
  explicit Upstreams(const Backends& backends);
  // No call may be under way any more.
  ~Upstreams();
  Upstreams(const Upstreams&) = delete;
  Upstreams& operator=(const Upstreams&) = delete;

  // One call of an RPC; `request` and `reply` are messages of its types.
  Awaitable<grpc::Status> Call(const std::string& upstream, const std::string& rpc_path, ServiceCall& call,
                               google::protobuf::Message& request, google::protobuf::Message& reply);

  // One call that is answered with a stream.
  Awaitable<grpc::Status> Stream(const std::string& upstream, const std::string& rpc_path, ServiceCall& call,
                                 google::protobuf::Message& request, ReplySink& sink);

  // The services that do not answer grpc.health.v1 with SERVING within `patience`: now, or when that was
  // asked for less than a second ago.
  Awaitable<std::vector<std::string>> NotServing(std::chrono::milliseconds patience);

 private:
  using Stub = grpc::TemplatedGenericStub<google::protobuf::Message, google::protobuf::Message>;
  struct Remote {
    std::shared_ptr<grpc::Channel> channel;
    std::unique_ptr<Stub> stub;
    std::unique_ptr<grpc::GenericStub> raw;
  };
  struct Completion {
    virtual ~Completion() = default;
    virtual void Resume(bool ok) = 0;  // on the queue's thread; deletes itself
  };

  static Awaitable<grpc::Status> CallLocal(const LocalService& service, const std::string& rpc_path,
                                           ServiceCall& call, google::protobuf::Message& request,
                                           google::protobuf::Message& reply);
  static Awaitable<grpc::Status> StreamLocal(const LocalService& service, const std::string& rpc_path,
                                             ServiceCall& call, google::protobuf::Message& request,
                                             ReplySink& sink);
  // Waits for what `start` begins with the tag that it is given, and whether it went well.
  template <typename Start>
  static Awaitable<bool> Completed(Start start);
  // Starts `call` with a stub and reads its end into `reply` and the status.
  template <typename AnyStub, typename Request, typename Reply>
  Awaitable<grpc::Status> Run(AnyStub& stub, const std::string& rpc_path, ServiceCall& call,
                              const Request& request, Reply& reply);
  void Poll();

  const std::map<std::string, LocalService> local_;
  std::map<std::string, Remote> remote_;
  std::vector<std::string> not_serving_;
  std::optional<std::chrono::steady_clock::time_point> asked_for_health_;
  grpc::CompletionQueue queue_;
  std::thread thread_;
};

}  // namespace waymark::gateway
