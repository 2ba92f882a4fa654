#pragma once

#include <cstdint>

namespace waymark::gateway {

// What the TCP connection has received since it is open; 0 where the system does not say.
uint64_t ReceivedBytes(int socket);

}  // namespace waymark::gateway
