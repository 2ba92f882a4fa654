#include "gateway/server/grpc_load.h"

#include <algorithm>

namespace waymark::gateway {
namespace {

// Where nobody is known: a greeting, what a call may send before its credential is looked at
// (the window of a stream), and of some calls at once; then what asking for health takes.
constexpr double kUnknownBytes = 64 << 10;
constexpr uint64_t kUnknownCalls = 16;
constexpr double kUnknownRate = 1 << 10;  // a second
// Where somebody is: messages on the way. What was read is paid back, with what stood around it.
constexpr double kKnownBytes = 32 << 20;
constexpr double kKnownRate = 8 << 20;
constexpr uint64_t kAroundMessage = 1 << 10;
// Calls that end, or stand open, without a message.
constexpr double kCalls = 1000;
constexpr double kCallRate = 500;

}  // namespace

void GrpcLoad::Add(const Brought& so_far, std::chrono::duration<double> time) {
  const auto since = [](uint64_t now, uint64_t before) {
    return now > before ? static_cast<double>(now - before) : 0.0;
  };
  const double calls_heard = since(so_far.calls_heard, last_.calls_heard);
  double bytes = since(so_far.bytes, last_.bytes);
  double leak = kUnknownRate * time.count();
  if (so_far.known) {
    bytes -= since(so_far.bytes_heard, last_.bytes_heard) + calls_heard * kAroundMessage;
    leak = kKnownRate * time.count();
  }
  bytes_ = std::max(0.0, bytes_ + bytes - leak);
  calls_ = std::max(0.0, calls_ + since(so_far.calls, last_.calls) - calls_heard - kCallRate * time.count());
  last_ = so_far;
}

bool GrpcLoad::is_too_much() const {
  const double most =
      last_.known ? kKnownBytes
                  : kUnknownBytes * static_cast<double>(std::clamp<uint64_t>(last_.open, 1, kUnknownCalls));
  return bytes_ > most || calls_ > kCalls;
}

}  // namespace waymark::gateway
