#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "gateway/server/async.h"
#include "gateway/server/credential.h"
#include "gateway/server/identities.h"
#include "services/common/authorization/roles.h"
#include "services/common/status/error.h"

namespace waymark::gateway {

struct CallSlot;

// One answer that goes on: who let it begin, and by what right.
struct LiveStream {
  CallSlot& slot;  // the call that it comes from
  const Credential credential;
  const authorization::Permission permission;
  const std::string organization;  // a slug, or `*`
  const authorization::Reach reach;
  // Of what was known when it was last found right here. At first 0: who let it begin
  // may have known less than is known by now.
  uint64_t generation = 0;
  std::chrono::steady_clock::time_point checked = std::chrono::steady_clock::now();
  // Why it was ended here.
  std::optional<Error> end = {};
};

// The streams of a lane. Each ends within seconds when its credential or the right
// that it began with holds no longer, and when the gateway is to stop. For one thread.
class LiveStreams {
 public:
  // Throws UNAVAILABLE / SHUTTING_DOWN when no more may begin.
  void Add(const std::shared_ptr<LiveStream>& stream);
  void Remove(const std::shared_ptr<LiveStream>& stream) { streams_.erase(stream); }

  // Ends all: whoever reads them may resume elsewhere, or later.
  void Stop();

  // Looks after them until Stop().
  Awaitable<void> Guard(Identities& identities, Upstreams& upstreams);

 private:
  static Awaitable<std::optional<Error>> Refusal(LiveStream& stream, Identities& identities,
                                                 Upstreams& upstreams);
  static void End(LiveStream& stream, const Error& error);

  std::set<std::shared_ptr<LiveStream>> streams_;
  bool stopped_ = false;
};

}  // namespace waymark::gateway
