#include "services/common/rpc/server.h"

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/health_check_service_interface.h>
#include <sys/stat.h>

#include <set>
#include <stdexcept>
#include <thread>

#include "services/common/base/longest_request.h"
#include "services/common/rpc/grpc_service.h"

namespace waymark::rpc {
namespace {

// With what of a path and of headers comes into the message beside the body.
constexpr int kMaxMessage = kLongestRequest + (1 << 20);

}  // namespace

Server::Server(const std::string& address, const authorization::PeerFiles& files, Runner& runner) {
  grpc::EnableDefaultHealthCheckService(true);
  grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  std::set<std::string> names;
  for (const Method& method : runner.methods()) names.insert(method.service);
  int port = 0;
  grpc::ServerBuilder builder;
  builder.AddListeningPort(address, authorization::CredentialsAt(address, files), &port);
  // Two processes at one address would each get a part of the calls.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.SetMaxReceiveMessageSize(kMaxMessage);
  for (const auto& name : names) {
    builder.RegisterService(services_.emplace_back(std::make_unique<GrpcService>(runner, name)).get());
  }
  // A Unix socket is for this user alone.
  const mode_t mask = umask(0177);
  server_ = builder.BuildAndStart();
  umask(mask);
  if (!server_ || port == 0) throw std::runtime_error("cannot listen at " + address);
  for (const auto& name : names) server_->GetHealthCheckService()->SetServingStatus(name, true);
}

Server::~Server() { server_->Shutdown(std::chrono::system_clock::now()); }

void Server::AnnounceStop() {
  server_->GetHealthCheckService()->SetServingStatus(false);
  announced_ = std::chrono::steady_clock::now();
}

void Server::Drain(std::chrono::milliseconds notice, std::chrono::milliseconds patience) {
  std::this_thread::sleep_until(announced_ + notice);
  server_->Shutdown(std::chrono::system_clock::now() + patience);
}

}  // namespace waymark::rpc
