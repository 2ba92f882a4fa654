#include "services/common/rpc/grpc_service.h"

#include "services/common/status/grpc_status.h"

namespace waymark::rpc {
namespace {

class GrpcExchange final : public Exchange {
 public:
  explicit GrpcExchange(grpc::CallbackServerContext* context)
      : context_(context), reactor_(context->DefaultReactor()) {}

  grpc::ServerUnaryReactor* reactor() const { return reactor_; }

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
  void Finish(const Error* error) override {
    reactor_->Finish(error == nullptr ? grpc::Status::OK : ToGrpc(*error));
  }

 private:
  grpc::CallbackServerContext* const context_;
  grpc::ServerUnaryReactor* const reactor_;
};

}  // namespace

// What generated code does for a service whose handlers are the methods of a class.
GrpcService::GrpcService(Runner& runner, const std::string& name) {
  int index = 0;
  for (Method& method : runner.methods()) {
    if (method.service != name) continue;
    paths_.push_back("/" + method.name);
    AddMethod(new grpc::internal::RpcServiceMethod(paths_.back().c_str(),
                                                   grpc::internal::RpcMethod::NORMAL_RPC, nullptr));
    auto handler = method.handler.ForGrpc([&runner, &method](grpc::CallbackServerContext* context,
                                                             google::protobuf::Message* request,
                                                             google::protobuf::Message* reply) {
      auto exchange = std::make_unique<GrpcExchange>(context);
      grpc::ServerUnaryReactor* reactor = exchange->reactor();
      runner.Submit(method, std::move(exchange), request, reply);
      return reactor;
    });
    MarkMethodCallback(index++, handler.release());
  }
}

}  // namespace waymark::rpc
