#include "services/access/revocation_stream.h"

#include <algorithm>

#include "services/common/events/change.h"
#include "services/common/status/error.h"
#include "waymark/events/v1/events.pb.h"

namespace waymark::access {
namespace {

constexpr size_t kBatch = 1'000;
// As long as a service that stops may wait for it.
constexpr std::chrono::milliseconds kBlock{250};

// What takes nothing away from anybody.
bool MakesNoIdentityWrong(const events::StreamEntry& entry) {
  waymark::events::v1::Event event;
  if (!event.ParseFromString(entry.event)) return false;
  return event.type() == "session.started" || event.type() == "token.made" ||
         event.type() == events::kReadType;
}

// Nothing where Redis does not answer: the service starts without it.
std::optional<int64_t> LastOf(const std::string& redis) {
  try {
    return events::RedisStreams(redis).Info(events::StreamName("access")).last;
  } catch (const Error&) {
    return std::nullopt;
  }
}

}  // namespace

RevocationStream::RevocationStream(const std::string& redis, Revocations& revocations)
    : revocations_(revocations),
      redis_(redis),
      seen_(LastOf(redis)),
      thread_("revocations", [this](auto&) { Step(); }) {}

void RevocationStream::Step() {
  const std::string stream = events::StreamName("access");
  if (!seen_) seen_ = redis_.Info(stream).last;
  const auto read = redis_.Read({{stream, *seen_}}, kBatch, kBlock);
  const auto found = read.find(stream);
  if (found == read.end()) return;
  seen_ = found->second.back().sequence;
  if (!std::all_of(found->second.begin(), found->second.end(), MakesNoIdentityWrong)) revocations_.Add();
}

}  // namespace waymark::access
