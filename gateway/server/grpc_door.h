#pragma once

#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/grpcpp.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "gateway/server/grpc_call.h"
#include "gateway/server/grpc_connections.h"
#include "gateway/server/lane.h"
#include "gateway/server/reflection.h"

namespace waymark::gateway {

struct GrpcDoorOptions {
  std::string address;  // an IP address
  int port = 0;         // 0: any free one
  int max_calls = 1024;
  int max_connections = 1024;
  int max_connections_of_address = 512;
  std::optional<TlsFiles> tls = {};
  ConnectionLimits limits;
};

// The door for gRPC clients: any method that has a mapping, by its descriptor,
// with the tokens, limits and refusals of the Door. Only what is named in
// grpc_door.cc goes on of what a client sends beside its messages. Reflection
// and grpc.health.v1 need no token, as /openapi.json and /readyz need none.
class GrpcDoor final : private grpc::CallbackGenericService {
 public:
  // Throws std::runtime_error when the address cannot be had. The lanes run, and
  // outlive it.
  GrpcDoor(const GrpcDoorOptions& options, const std::vector<std::unique_ptr<Lane>>& lanes);

  int port() const { return connections_.port(); }
  // Takes no more calls and lets those under way end, for as long as `patience`.
  void Stop(std::chrono::seconds patience);

 private:
  struct Ending;

  grpc::ServerGenericBidiReactor* CreateReactor(grpc::GenericCallbackServerContext* context) override;
  Awaitable<void> Serve(std::shared_ptr<GrpcCall> call, const ConnectionContext& context);
  Awaitable<void> Answer(GrpcCall& call, const Header& header, const RequestInfo& info,
                         const ConnectionContext& context, Ending& ending);
  Awaitable<void> AnswerMethod(GrpcCall& call, const Header& header, const Method& method, const Visit& visit,
                               const ConnectionContext& context, Ending& ending);
  Awaitable<void> Reflect(GrpcCall& call, Ending& ending);
  Awaitable<void> TellHealth(GrpcCall& call, const ConnectionContext& context, Ending& ending);
  // The one message of a call that is no stream. Throws Error.
  Awaitable<grpc::ByteBuffer> ReadRequest(GrpcCall& call);

  const GrpcDoorOptions options_;
  const std::vector<std::unique_ptr<Lane>>& lanes_;
  const Reflection reflection_;
  std::atomic<int> open_ = 0;
  std::atomic<size_t> turn_ = 0;
  Places places_;
  GrpcConnections connections_;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace waymark::gateway
