#pragma once

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace waymark::rpc {

// A gRPC server with reflection and the standard health service, which answers
// for each service by its name and for all by "".
class Server {
 public:
  // Listens at `address` (`unix:/path`, mode 0600, or `host:port`). Throws
  // std::runtime_error when it cannot. The services must outlive the server.
  Server(const std::string& address, const std::vector<std::unique_ptr<grpc::Service>>& services);
  // Ends what is still under way.
  ~Server();

  // Says NOT_SERVING, goes on for `notice` so that callers see it, then takes no
  // more calls and lets those under way finish for at most `patience`.
  void Drain(std::chrono::milliseconds notice, std::chrono::milliseconds patience);

 private:
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace waymark::rpc
