#pragma once

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "services/common/authorization/peers.h"
#include "services/common/rpc/runner.h"

namespace waymark::rpc {

// A gRPC server with reflection and the standard health service, which answers
// for each service by its name and for all by "".
class Server {
 public:
  // Listens at `address` (`unix:/path`, mode 0600, or `host:port`, over TLS) for the
  // RPCs of the runner, which must outlive it. Throws std::runtime_error when it cannot.
  Server(const std::string& address, const authorization::PeerFiles& files, Runner& runner);
  // Ends what is still under way.
  ~Server();

  // Says NOT_SERVING, and goes on serving.
  void AnnounceStop();

  // Goes on until `notice` after that, so that callers see it, then takes no more calls
  // and lets those under way finish for at most `patience`.
  void Drain(std::chrono::milliseconds notice, std::chrono::milliseconds patience);

 private:
  std::vector<std::unique_ptr<grpc::Service>> services_;
  std::unique_ptr<grpc::Server> server_;
  std::chrono::steady_clock::time_point announced_{};
};

}  // namespace waymark::rpc
