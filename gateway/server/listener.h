#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <functional>
#include <string>

#include "gateway/server/async.h"
#include "gateway/server/wire.h"

namespace waymark::gateway {

// Listens at an address and hands over each connection that comes, until it is
// closed. On one thread, that of `executor`.
class Listener {
 public:
  // Throws std::runtime_error when the address cannot be had. `port`: 0 = any free one.
  Listener(Executor executor, const std::string& address, int port);

  int port() const { return port_; }
  // `next` says on whose executor the next connection is to be.
  Awaitable<void> Run(std::function<Executor()> next, std::function<void(Socket)> take);
  // On any other thread; takes nothing more when it returns.
  void Close();

 private:
  const Executor executor_;
  asio::basic_socket_acceptor<asio::ip::tcp, Executor> acceptor_;
  int port_ = 0;
};

}  // namespace waymark::gateway
