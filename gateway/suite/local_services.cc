#include "gateway/suite/local_services.h"

#include "services/common/status/grpc_status.h"

namespace waymark::suite {
namespace {

using gateway::LocalService;
using google::protobuf::Message;

class LocalExchange final : public rpc::Exchange {
 public:
  LocalExchange(gateway::ServiceCall& call, LocalService::Send send, LocalService::Done done)
      : call_(call), send_(std::move(send)), done_(std::move(done)) {}

  rpc::CallHeaders headers() const override {
    return rpc::HeadersOf([this](const char* name) { return std::string(call_.Metadata(name)); });
  }
  std::chrono::system_clock::time_point deadline() const override { return call_.deadline(); }
  bool cancelled() const override { return call_.cancelled(); }
  void AddHeader(const std::string& name, const std::string& value) override {
    call_.AddReplyMetadata(name, value);
  }
  void Send(const grpc::ByteBuffer& message, Sent sent) override { send_(message, std::move(sent)); }
  void Cut() override { call_.Cancel(); }
  void Finish(const Error* error) override { done_(error == nullptr ? grpc::Status::OK : ToGrpc(*error)); }

 private:
  gateway::ServiceCall& call_;
  const LocalService::Send send_;
  const LocalService::Done done_;
};

}  // namespace

LocalService LocalServiceOf(rpc::Runner& runner) {
  const auto submit = [&runner](const std::string& rpc_path, gateway::ServiceCall& call, Message& request,
                                Message* reply, LocalService::Send send, LocalService::Done done) {
    rpc::Method* method = runner.Find(std::string_view(rpc_path).substr(1));
    if (method == nullptr) return done(grpc::Status(grpc::StatusCode::UNIMPLEMENTED, rpc_path));
    runner.Submit(*method, std::make_unique<LocalExchange>(call, std::move(send), std::move(done)), &request,
                  reply);
  };
  return {.answer =
              [submit](const std::string& rpc_path, gateway::ServiceCall& call, Message& request,
                       Message& reply, LocalService::Done done) {
                submit(rpc_path, call, request, &reply, nullptr, std::move(done));
              },
          .stream =
              [submit](const std::string& rpc_path, gateway::ServiceCall& call, Message& request,
                       LocalService::Send send, LocalService::Done done) {
                submit(rpc_path, call, request, nullptr, std::move(send), std::move(done));
              }};
}

}  // namespace waymark::suite
