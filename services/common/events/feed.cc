#include "services/common/events/feed.h"

#include <algorithm>
#include <deque>
#include <thread>

#include "services/common/events/change.h"
#include "services/common/events/redis.h"
#include "services/common/status/error.h"

namespace waymark::events {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;
using waymark::events::v1::Event;

constexpr size_t kBatch = 1'000;
// How long one page may pass over events of others before it is answered.
constexpr auto kScanBudget = milliseconds(2'000);
constexpr auto kGapPause = milliseconds(20);

bool Matches(const Event& event, std::string_view organization_id, std::span<const std::string> types) {
  return (organization_id == "*" || event.organization_id() == organization_id) &&
         event.type() != kReadType && IsOneOf(event.type(), types);
}

bool IsBehind(const Event& event, const std::string& service, const FeedCursor& end) {
  const auto found = end.find(service);
  return found == end.end() || event.sequence() > found->second;
}

// One service's stream, as far as it has been fetched.
struct Source {
  std::string service;
  int64_t fetched = 0;  // the last sequence in or before `ahead`
  std::deque<Event> ahead{};
  bool at_end = false;
};

void Take(Source& source, std::span<const StreamEntry> entries) {
  for (const StreamEntry& entry : entries) {
    // Behind a gap the relay is about to fill the stream: that is its end for now.
    if (entry.sequence != source.fetched + 1) {
      source.at_end = true;
      return;
    }
    if (!source.ahead.emplace_back().ParseFromString(entry.event)) throw Unavailable("the stream server");
    source.fetched = entry.sequence;
  }
  source.at_end = entries.size() < kBatch;
}

// Fetches more for each source that has nothing ahead.
void Fetch(RedisStreams& redis, std::vector<Source>& sources, milliseconds wait) {
  std::map<std::string, int64_t> after;
  for (const Source& source : sources) {
    if (source.ahead.empty()) after[StreamName(source.service)] = source.fetched;
  }
  const auto read = redis.Read(after, kBatch, wait);
  for (Source& source : sources) {
    if (!source.ahead.empty()) continue;
    const auto entries = read.find(StreamName(source.service));
    Take(source, entries == read.end() ? std::span<const StreamEntry>() : entries->second);
  }
}

// The source whose next event was recorded first; null when none has any.
Source* Earliest(std::vector<Source>& sources) {
  const auto time = [](const Source& source) {
    const auto& recorded = source.ahead.front().recorded_time();
    return std::pair(recorded.seconds(), recorded.nanos());
  };
  Source* earliest = nullptr;
  for (Source& source : sources) {
    if (!source.ahead.empty() && (!earliest || time(source) < time(*earliest))) earliest = &source;
  }
  return earliest;
}

}  // namespace

bool IsOneOf(std::string_view type, std::span<const std::string> types) {
  return types.empty() || std::any_of(types.begin(), types.end(), [&](std::string_view one) {
           return one.ends_with(".*") ? type.starts_with(one.substr(0, one.size() - 1)) : type == one;
         });
}

Feed::Feed(std::string redis, std::vector<std::string> services)
    : redis_(std::move(redis)), services_(std::move(services)) {}

FeedPage Feed::Read(std::string_view organization_id, std::span<const std::string> types, FeedCursor from,
                    size_t limit, milliseconds wait, const FeedCursor* up_to) const {
  RedisStreams redis(redis_);
  std::vector<Source> sources;
  for (const auto& service : services_) sources.push_back({service, from[service]});
  FeedPage page;
  page.next = std::move(from);
  const auto start = steady_clock::now();

  while (page.events.size() < limit) {
    const bool short_of = std::any_of(sources.begin(), sources.end(),
                                      [](const Source& s) { return s.ahead.empty() && !s.at_end; });
    Source* source = short_of ? nullptr : Earliest(sources);
    if (source) {
      Event& event = source->ahead.front();
      if (up_to && IsBehind(event, source->service, *up_to)) {
        page.at_end = true;
        break;
      }
      page.next[source->service] = event.sequence();
      if (Matches(event, organization_id, types)) {
        page.events.push_back(std::move(event));
        page.services.push_back(source->service);
      }
      source->ahead.pop_front();
      continue;
    }
    const auto spent = std::chrono::duration_cast<milliseconds>(steady_clock::now() - start);
    if (short_of) {
      if (spent > kScanBudget + wait) break;
      Fetch(redis, sources, milliseconds(0));
    } else if (!page.events.empty() || spent >= wait) {
      page.at_end = true;
      break;
    } else {
      Fetch(redis, sources, wait - spent);
      // Entries behind a gap end the wait of Redis, not ours.
      if (!Earliest(sources)) std::this_thread::sleep_for(kGapPause);
    }
  }
  return page;
}

FeedCursor Feed::Ends() const {
  RedisStreams redis(redis_);
  FeedCursor ends;
  for (const auto& service : services_) ends[service] = redis.Info(StreamName(service)).last;
  return ends;
}

}  // namespace waymark::events
