#pragma once

#include <memory>
#include <string>

struct nghttp2_session;

namespace waymark::bench {

// A connection to a gRPC server at a Unix socket that makes one unary call of a method after
// another: HTTP/2 by nghttp2, and of gRPC what such a call needs.
class GrpcConnection {
 public:
  // `address`: "unix:PATH"; `method`: "/package.Service/Method"; `caller`: what
  // x-waymark-caller-bin holds. Throws std::runtime_error where nobody listens.
  GrpcConnection(const std::string& address, const std::string& method, const std::string& caller);
  ~GrpcConnection();
  GrpcConnection(const GrpcConnection&) = delete;
  GrpcConnection& operator=(const GrpcConnection&) = delete;

  int socket() const;
  // Sends a call with a serialized message.
  void Call(const std::string& message);
  // Takes what there is to read: true once the call is answered. Throws std::runtime_error
  // when the connection ends.
  bool Receive();
  // Whether the last call was answered with OK.
  bool ok() const;

 private:
  struct State;

  void Send();

  std::unique_ptr<State> state_;
};

}  // namespace waymark::bench
