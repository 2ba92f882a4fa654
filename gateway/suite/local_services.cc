#include "gateway/suite/local_services.h"

#include "services/common/status/grpc_status.h"

namespace waymark::suite {
namespace {

using Done = std::function<void(grpc::Status)>;

class LocalExchange final : public rpc::Exchange {
 public:
  LocalExchange(gateway::ServiceCall& call, Done done) : call_(call), done_(std::move(done)) {}

  rpc::CallHeaders headers() const override {
    return rpc::HeadersOf([this](const char* name) { return std::string(call_.Metadata(name)); });
  }
  std::chrono::system_clock::time_point deadline() const override { return call_.deadline(); }
  bool cancelled() const override { return call_.cancelled(); }
  void AddHeader(const std::string& name, const std::string& value) override {
    call_.AddReplyMetadata(name, value);
  }
  void Finish(const Error* error) override { done_(error == nullptr ? grpc::Status::OK : ToGrpc(*error)); }

 private:
  gateway::ServiceCall& call_;
  const Done done_;
};

}  // namespace

gateway::LocalService LocalServiceOf(rpc::Runner& runner) {
  return [&runner](const std::string& rpc_path, gateway::ServiceCall& call,
                   google::protobuf::Message& request, google::protobuf::Message& reply, Done done) {
    rpc::Method* method = runner.Find(std::string_view(rpc_path).substr(1));
    if (method == nullptr) return done(grpc::Status(grpc::StatusCode::UNIMPLEMENTED, rpc_path));
    runner.Submit(*method, std::make_unique<LocalExchange>(call, std::move(done)), &request, &reply);
  };
}

}  // namespace waymark::suite
