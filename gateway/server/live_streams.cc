#include "gateway/server/live_streams.h"

#include <boost/asio/this_coro.hpp>
#include <vector>

#include "gateway/server/door.h"

namespace waymark::gateway {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kLookEvery{500};
// Also when nothing was heard of a change; and for so long a stream goes on while
// nobody can say who its reader is.
constexpr std::chrono::seconds kCheckEvery{30};

Error ShuttingDown() {
  return Error(Code::kUnavailable, "SHUTTING_DOWN", "the gateway is shutting down; go on from where you are");
}

Error RightEnded() {
  return Error(Code::kPermissionDenied, "PERMISSION_DENIED", "the right that this began with has ended");
}

// Whether it says something of the reader, not of who was asked.
bool IsDecision(const Error& error) {
  return error.code() == Code::kUnauthenticated || error.code() == Code::kPermissionDenied ||
         error.code() == Code::kNotFound;
}

}  // namespace

void LiveStreams::Add(const std::shared_ptr<LiveStream>& stream) {
  if (stopped_) throw ShuttingDown();
  streams_.insert(stream);
}

void LiveStreams::End(LiveStream& stream, const Error& error) {
  if (!stream.end) stream.end = error;
  if (stream.slot.call) stream.slot.call->Cancel();
}

void LiveStreams::Stop() {
  stopped_ = true;
  for (const auto& stream : streams_) End(*stream, ShuttingDown());
}

Awaitable<std::optional<Error>> LiveStreams::Refusal(LiveStream& stream, Identities& identities,
                                                     Upstreams& upstreams) {
  try {
    const uint64_t generation = identities.generation();
    const CallerPtr caller = co_await identities.Find(stream.credential, upstreams);
    const auto reach = identities.ReachOf(caller, stream.permission, stream.organization);
    if (!authorization::Covers(reach, stream.reach)) co_return RightEnded();
    stream.generation = generation;
    stream.checked = Clock::now();
    co_return std::nullopt;
  } catch (const Error& error) {
    co_return error;
  }
}

Awaitable<void> LiveStreams::Guard(Identities& identities, Upstreams& upstreams) {
  Timer timer(co_await asio::this_coro::executor);
  while (!stopped_) {
    timer.expires_after(kLookEvery);
    co_await timer.async_wait(kAwait);
    const auto now = Clock::now();
    const uint64_t generation = identities.generation();
    // They come and go while one is asked about.
    const std::vector<std::shared_ptr<LiveStream>> streams(streams_.begin(), streams_.end());
    for (const auto& stream : streams) {
      const bool long_ago = now - stream->checked >= kCheckEvery;
      if (!streams_.contains(stream) || (stream->generation == generation && !long_ago)) continue;
      const auto refusal = co_await Refusal(*stream, identities, upstreams);
      if (!refusal || !streams_.contains(stream)) continue;
      if (IsDecision(*refusal) || long_ago) End(*stream, *refusal);
      // Nobody to ask: the others need not try.
      if (!IsDecision(*refusal) && !long_ago) break;
    }
  }
}

}  // namespace waymark::gateway
