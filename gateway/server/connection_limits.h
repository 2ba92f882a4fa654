#pragma once

#include <chrono>
#include <cstddef>

namespace waymark::gateway {

// What one connection may take of memory and time.
struct ConnectionLimits {
  size_t header_bytes = 16 << 10;
  size_t header_fields = 100;
  int body_bytes = 8 << 20;
  std::chrono::seconds header_time{10};  // from its first byte to its end; and of TLS to agree
  std::chrono::seconds idle_time{60};    // between two requests
  std::chrono::seconds body_time{60};
  std::chrono::seconds write_time{30};
};

}  // namespace waymark::gateway
