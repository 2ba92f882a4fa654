#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace waymark::gateway {

// What a connection of gRPC has brought since it is open, and what of that was taken.
struct Brought {
  uint64_t bytes = 0;
  uint64_t bytes_heard = 0;  // of the messages that were read
  uint64_t calls = 0;
  uint64_t calls_heard = 0;  // of which a message was read
  uint64_t open = 0;         // calls that have not ended
  bool known = false;        // the last credential that was shown holds
};

// How much a connection has brought lately that nothing was made of. gRPC keeps what it has
// not come to, some hundred times of what a call without message takes on the way, and
// limits none of it.
class GrpcLoad {
 public:
  // `so_far`: all there is; `time`: since the last time.
  void Add(const Brought& so_far, std::chrono::duration<double> time);
  bool is_too_much() const;
  // Of a connection on which nobody is known, all that it brought lately, else 0.
  double unknown_bytes() const { return last_.known ? 0 : bytes_; }

 private:
  Brought last_;
  double bytes_ = 0;
  double calls_ = 0;
};

// What all on which nobody is known may have brought together.
constexpr double kMostUnknownBytes = 4 << 20;

}  // namespace waymark::gateway
