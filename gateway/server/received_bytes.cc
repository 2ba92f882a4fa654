#include "gateway/server/received_bytes.h"

// The C library's own header knows less of tcp_info, and does not go together with this one.
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cstddef>

namespace waymark::gateway {

uint64_t ReceivedBytes(int socket) {
  tcp_info info = {};
  socklen_t size = sizeof info;
  constexpr size_t kNeeded = offsetof(tcp_info, tcpi_bytes_received) + sizeof info.tcpi_bytes_received;
  if (getsockopt(socket, IPPROTO_TCP, TCP_INFO, &info, &size) != 0 || size < kNeeded) return 0;
  return info.tcpi_bytes_received;
}

}  // namespace waymark::gateway
