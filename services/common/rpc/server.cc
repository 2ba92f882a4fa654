#include "services/common/rpc/server.h"

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/impl/server_builder_option.h>
#include <grpcpp/impl/server_builder_plugin.h>
#include <grpcpp/impl/server_initializer.h>
#include <sys/stat.h>

#include <stdexcept>
#include <thread>

namespace waymark::rpc {
namespace {

constexpr int kMaxMessage = 8 << 20;

// gRPC tells the names of its services to plugins only.
class ServiceNames final : public grpc::ServerBuilderOption, public grpc::ServerBuilderPlugin {
 public:
  explicit ServiceNames(std::vector<std::string>* names) : names_(names) {}

  void UpdateArguments(grpc::ChannelArguments*) override {}
  void UpdatePlugins(std::vector<std::unique_ptr<grpc::ServerBuilderPlugin>>* plugins) override {
    plugins->push_back(std::make_unique<ServiceNames>(names_));
  }

  std::string name() override { return "service_names"; }
  void InitServer(grpc::ServerInitializer*) override {}
  void Finish(grpc::ServerInitializer* initializer) override { *names_ = *initializer->GetServiceList(); }
  void ChangeArguments(const std::string&, void*) override {}

 private:
  std::vector<std::string>* names_;
};

}  // namespace

Server::Server(const std::string& address, const std::vector<std::unique_ptr<grpc::Service>>& services) {
  grpc::EnableDefaultHealthCheckService(true);
  grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  std::vector<std::string> names;
  int port = 0;
  grpc::ServerBuilder builder;
  builder.SetOption(std::make_unique<ServiceNames>(&names));
  builder.AddListeningPort(address, grpc::InsecureServerCredentials(), &port);
  // Two processes at one address would each get a part of the calls.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.SetMaxReceiveMessageSize(kMaxMessage);
  for (const auto& service : services) builder.RegisterService(service.get());
  // A Unix socket is for this user alone.
  const mode_t mask = umask(0177);
  server_ = builder.BuildAndStart();
  umask(mask);
  if (!server_ || port == 0) throw std::runtime_error("cannot listen at " + address);
  for (const auto& name : names) server_->GetHealthCheckService()->SetServingStatus(name, true);
}

Server::~Server() { server_->Shutdown(std::chrono::system_clock::now()); }

void Server::Drain(std::chrono::milliseconds notice, std::chrono::milliseconds patience) {
  server_->GetHealthCheckService()->SetServingStatus(false);
  std::this_thread::sleep_for(notice);
  server_->Shutdown(std::chrono::system_clock::now() + patience);
}

}  // namespace waymark::rpc
