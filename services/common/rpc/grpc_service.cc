#include "services/common/rpc/grpc_service.h"

#include "services/common/status/grpc_status.h"

namespace waymark::rpc {
namespace {

using google::protobuf::Message;

// What a call over gRPC tells, however it is answered.
class GrpcExchange : public Exchange {
 public:
  explicit GrpcExchange(grpc::CallbackServerContext* context) : context_(context) {}

  CallHeaders headers() const override {
    return HeadersOf([this](const char* name) -> std::string {
      const auto found = context_->client_metadata().find(name);
      return found == context_->client_metadata().end()
                 ? ""
                 : std::string(found->second.data(), found->second.size());
    });
  }
  std::chrono::system_clock::time_point deadline() const override { return context_->deadline(); }
  bool cancelled() const override { return context_->IsCancelled(); }
  void AddHeader(const std::string& name, const std::string& value) override {
    context_->AddInitialMetadata(name, value);
  }
  void Cut() override { context_->TryCancel(); }

 protected:
  grpc::CallbackServerContext* const context_;
};

class UnaryExchange final : public GrpcExchange {
 public:
  explicit UnaryExchange(grpc::CallbackServerContext* context)
      : GrpcExchange(context), reactor_(context->DefaultReactor()) {}

  grpc::ServerUnaryReactor* reactor() const { return reactor_; }

  void Send(const grpc::ByteBuffer&, Sent) override {
    throw std::logic_error("a call with one reply sends no messages");
  }
  void Finish(const Error* error) override {
    reactor_->Finish(error == nullptr ? grpc::Status::OK : ToGrpc(*error));
  }

 private:
  grpc::ServerUnaryReactor* const reactor_;
};

class StreamExchange final : public GrpcExchange {
 public:
  explicit StreamExchange(grpc::CallbackServerContext* context) : GrpcExchange(context) {}

  grpc::ServerWriteReactor<grpc::ByteBuffer>* reactor() const { return reactor_; }

  void Send(const grpc::ByteBuffer& message, Sent sent) override { reactor_->Send(message, std::move(sent)); }
  void Finish(const Error* error) override {
    reactor_->Finish(error == nullptr ? grpc::Status::OK : ToGrpc(*error));
  }

 private:
  // Lives until gRPC has done with it, which is after Finish.
  class Reactor final : public grpc::ServerWriteReactor<grpc::ByteBuffer> {
   public:
    void Send(const grpc::ByteBuffer& message, Sent sent) {
      message_ = message;
      sent_ = std::move(sent);
      StartWrite(&message_);
    }

   private:
    void OnWriteDone(bool ok) override { std::exchange(sent_, nullptr)(ok); }
    void OnDone() override { delete this; }

    grpc::ByteBuffer message_;
    Sent sent_;
  };

  Reactor* const reactor_ = new Reactor;
};

}  // namespace

// What generated code does for a service whose handlers are the methods of a class.
GrpcService::GrpcService(Runner& runner, const std::string& name) {
  int index = 0;
  for (Method& method : runner.methods()) {
    if (method.service != name) continue;
    paths_.push_back("/" + method.name);
    const auto type = method.handler.streams() ? grpc::internal::RpcMethod::SERVER_STREAMING
                                               : grpc::internal::RpcMethod::NORMAL_RPC;
    AddMethod(new grpc::internal::RpcServiceMethod(paths_.back().c_str(), type, nullptr));
    MarkMethodCallback(index++, HandlerOf(runner, method).release());
  }
}

Handler::GrpcHandler GrpcService::HandlerOf(Runner& runner, Method& method) {
  if (method.handler.streams()) {
    return method.handler.ForGrpc([&runner, &method](grpc::CallbackServerContext* context, Message* request) {
      auto exchange = std::make_unique<StreamExchange>(context);
      auto* reactor = exchange->reactor();
      runner.Submit(method, std::move(exchange), request, nullptr);
      return reactor;
    });
  }
  return method.handler.ForGrpc(
      [&runner, &method](grpc::CallbackServerContext* context, Message* request, Message* reply) {
        auto exchange = std::make_unique<UnaryExchange>(context);
        auto* reactor = exchange->reactor();
        runner.Submit(method, std::move(exchange), request, reply);
        return reactor;
      });
}

}  // namespace waymark::rpc
