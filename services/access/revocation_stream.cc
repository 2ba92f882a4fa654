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

std::vector<std::string> StreamsOfAccess(int partitions) {
  std::vector<std::string> streams;
  for (int partition = 0; partition < partitions; ++partition) {
    streams.push_back(events::StreamName("access", partition));
  }
  return streams;
}

events::RedisStreams::Places LastOf(events::RedisStreams& redis, const std::vector<std::string>& streams) {
  events::RedisStreams::Places last;
  for (const auto& stream : streams) last[stream] = redis.Info(stream).last;
  return last;
}

// Nothing where Redis does not answer: the service starts without it.
events::RedisStreams::Places LastNow(const std::string& address, const std::vector<std::string>& streams) {
  try {
    events::RedisStreams redis(address);
    return LastOf(redis, streams);
  } catch (const Error&) {
    return {};
  }
}

}  // namespace

RevocationStream::RevocationStream(const std::string& redis, int partitions, Revocations& revocations)
    : revocations_(revocations),
      streams_(StreamsOfAccess(partitions)),
      redis_(redis),
      seen_(LastNow(redis, streams_)),
      thread_("revocations", [this](auto&) { Step(); }) {}

void RevocationStream::Step() {
  if (seen_.empty()) seen_ = LastOf(redis_, streams_);
  for (const auto& [stream, entries] : redis_.Read(seen_, kBatch, kBlock)) {
    // Who was away for long may find that some are not kept any more.
    const bool all_there = entries.front().sequence == seen_[stream] + 1;
    seen_[stream] = entries.back().sequence;
    if (!all_there || !std::all_of(entries.begin(), entries.end(), MakesNoIdentityWrong)) revocations_.Add();
  }
}

}  // namespace waymark::access
