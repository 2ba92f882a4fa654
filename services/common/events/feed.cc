#include "services/common/events/feed.h"

#include <algorithm>
#include <deque>
#include <optional>
#include <thread>

#include "services/common/events/change.h"
#include "services/common/events/partitions.h"
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

bool IsBehind(const Event& event, const std::string& source, const FeedCursor& end) {
  const auto found = end.find(source);
  return found == end.end() || event.sequence() > found->second;
}

// A stream, as far as it has been fetched.
struct Source {
  Feed::Named named;
  int64_t fetched = 0;  // the last sequence in or before `ahead`
  std::deque<Event> ahead{};
  bool at_end = false;
  int64_t gap_end = 0;  // the first event behind the last gap that was met

  bool in_gap() const { return fetched + 1 < gap_end; }
};

void Take(Source& source, std::span<const StreamEntry> entries) {
  source.gap_end = 0;
  source.at_end = entries.size() < kBatch;
  for (const StreamEntry& entry : entries) {
    if (entry.sequence != source.fetched + 1) {
      source.gap_end = entry.sequence;
      source.at_end = false;
      return;
    }
    if (!source.ahead.emplace_back().ParseFromString(entry.event)) throw Unavailable("the stream server");
    source.fetched = entry.sequence;
  }
}

// Gets the next events of a source in a gap from its service. Where nobody gives them, that is the
// end of the source for now: the relay may be about to fill the stream.
void AskPublisher(Source& source) {
  source.at_end = true;
  PublishedPage page;
  try {
    if (source.named.published) page = source.named.published->After(source.named.partition, source.fetched);
  } catch (const Error&) {
  }
  for (Event& event : page.events) {
    if (event.sequence() != source.fetched + 1) break;
    ++source.fetched;
    source.ahead.push_back(std::move(event));
    source.at_end = false;
  }
  // Otherwise the stream is looked at again.
  if (source.at_end) source.gap_end = 0;
}

// Fetches more for each source that has nothing ahead.
void Fetch(RedisStreams& redis, std::vector<Source>& sources, milliseconds wait) {
  std::map<std::string, int64_t> after;
  for (const Source& source : sources) {
    if (source.ahead.empty() && !source.in_gap()) after[source.named.stream] = source.fetched;
  }
  if (!after.empty()) {
    const auto read = redis.Read(after, kBatch, wait);
    for (Source& source : sources) {
      if (!after.contains(source.named.stream)) continue;
      const auto entries = read.find(source.named.stream);
      Take(source, entries == read.end() ? std::span<const StreamEntry>() : entries->second);
    }
  }
  for (Source& source : sources) {
    if (source.ahead.empty() && source.in_gap()) AskPublisher(source);
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

bool IsFor(const Event& event, std::string_view organization_id, std::span<const std::string> types) {
  return (organization_id == "*" || event.organization_id() == organization_id) &&
         event.type() != kReadType && IsOneOf(event.type(), types);
}

FeedCursor OnlyOf(const FeedCursor& cursor, int partition) {
  FeedCursor only;
  for (const auto& place : cursor) {
    if (PartitionIn(place.first) == partition) only.insert(place);
  }
  return only;
}

Feed::Feed(std::string redis, std::vector<std::string> services, int partitions, Publishers published)
    : redis_(std::move(redis)),
      services_(std::move(services)),
      partitions_(partitions),
      published_(std::move(published)) {}

int Feed::PartitionFor(std::string_view organization_id) const {
  return PartitionOf(organization_id, partitions_);
}

std::vector<Feed::Named> Feed::StreamsOf(std::string_view organization_id) const {
  const bool all = organization_id == "*";
  const int only = PartitionFor(organization_id);
  std::vector<Named> streams;
  for (const auto& service : services_) {
    const auto found = published_.find(service);
    Published* published = found == published_.end() ? nullptr : found->second.get();
    for (int partition = 0; partition < partitions_; ++partition) {
      if (all || partition == only) {
        streams.push_back(
            {SourceName(service, partition), StreamName(service, partition), partition, published});
      }
    }
  }
  return streams;
}

FeedPage Feed::Read(std::string_view organization_id, std::span<const std::string> types, FeedCursor from,
                    size_t limit, milliseconds wait, const FeedCursor* up_to,
                    RedisStreams* connection) const {
  std::optional<RedisStreams> own;
  RedisStreams& redis = connection ? *connection : own.emplace(redis_);
  std::vector<Source> sources;
  for (auto& named : StreamsOf(organization_id)) {
    const int64_t fetched = from[named.source];
    sources.push_back({std::move(named), fetched});
  }
  FeedPage page;
  page.next = std::move(from);
  const auto start = steady_clock::now();

  while (page.events.size() < limit) {
    const bool short_of = std::any_of(sources.begin(), sources.end(),
                                      [](const Source& s) { return s.ahead.empty() && !s.at_end; });
    Source* source = short_of ? nullptr : Earliest(sources);
    if (source) {
      Event& event = source->ahead.front();
      if (up_to && IsBehind(event, source->named.source, *up_to)) {
        page.at_end = page.held_back = true;
        break;
      }
      page.next[source->named.source] = event.sequence();
      if (IsFor(event, organization_id, types)) {
        page.events.push_back(std::move(event));
        page.sources.push_back(source->named.source);
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

FeedCursor Feed::Ends(std::string_view organization_id) const {
  RedisStreams redis(redis_);
  FeedCursor ends;
  for (const auto& named : StreamsOf(organization_id)) ends[named.source] = redis.Info(named.stream).last;
  return ends;
}

}  // namespace waymark::events
