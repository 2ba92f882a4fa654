#include "gateway/server/wire.h"

#include <poll.h>
#include <sys/socket.h>

#include "gateway/server/address.h"

namespace waymark::gateway {

asio::ip::address PeerOf(const Socket& socket) {
  error_code error;
  const auto peer = socket.remote_endpoint(error);
  if (error) return {};
  auto address = Unmapped(peer.address());
  if (address.is_v6()) address = asio::ip::address_v6(address.to_v6().to_bytes());
  return address;
}

bool Wire::PeerHasGone() {
  if (tls_) {
    // Its goodbye lies unread before the end.
    pollfd state{.fd = socket_.native_handle(), .events = POLLRDHUP, .revents = 0};
    return poll(&state, 1, 0) > 0;
  }
  char byte;
  const ssize_t got = recv(socket_.native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
  return got == 0 || (got < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
}

}  // namespace waymark::gateway
