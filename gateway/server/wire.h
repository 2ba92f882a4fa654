#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <memory>
#include <optional>

#include "gateway/server/async.h"

namespace waymark::gateway {

using Socket = asio::basic_stream_socket<asio::ip::tcp, Executor>;
using error_code = boost::system::error_code;

// Of the other side, as gRPC names it too: one of IPv4 as such, where a socket of IPv6 has it, and without
// the zone of one that holds on a link alone. That of nobody when it is gone.
asio::ip::address PeerOf(const Socket& socket);

// A client's socket, with TLS on it or without. Which of the two is asked once for
// each operation; without, that operation is the socket's own.
class Wire {
 public:
  // `tls` is null for a connection without.
  Wire(Socket socket, const std::shared_ptr<asio::ssl::context>& tls) : socket_(std::move(socket)) {
    if (tls) tls_.emplace(socket_, *tls);
  }

  Socket& socket() { return socket_; }
  bool encrypted() const { return tls_.has_value(); }

  // Before all else where it is encrypted.
  Awaitable<void> Handshake(error_code& error) {
    return tls_->async_handshake(asio::ssl::stream_base::server, asio::redirect_error(kAwait, error));
  }
  template <typename Buffers>
  Awaitable<size_t> ReadSome(const Buffers& buffers, error_code& error) {
    return tls_ ? tls_->async_read_some(buffers, asio::redirect_error(kAwait, error))
                : socket_.async_read_some(buffers, asio::redirect_error(kAwait, error));
  }
  template <typename Buffers>
  Awaitable<size_t> Write(const Buffers& buffers, error_code& error) {
    return tls_ ? asio::async_write(*tls_, buffers, asio::redirect_error(kAwait, error))
                : asio::async_write(socket_, buffers, asio::redirect_error(kAwait, error));
  }
  // Tells the client that nothing was cut off, and waits for the same of it.
  Awaitable<void> SayGoodbye(error_code& error) {
    return tls_->async_shutdown(asio::redirect_error(kAwait, error));
  }

  // Whether something has come that was not read.
  bool HasUnread() const {
    error_code ignored;
    return socket_.available(ignored) > 0;
  }
  // Whether the client has closed its side, or is not there any more.
  bool PeerHasGone();

 private:
  Socket socket_;
  std::optional<asio::ssl::stream<Socket&>> tls_;
};

}  // namespace waymark::gateway
