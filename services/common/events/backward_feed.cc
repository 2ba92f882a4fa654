#include "services/common/events/backward_feed.h"

#include "services/common/status/error.h"

namespace waymark::events {
namespace {

constexpr size_t kBatch = 500;

}  // namespace

BackwardFeed::BackwardFeed(const Feed& feed, std::string organization_id, std::vector<std::string> types,
                           FeedCursor from)
    : organization_id_(std::move(organization_id)), types_(std::move(types)), redis_(feed.redis()) {
  for (auto& [source, stream] : feed.StreamsOf(organization_id_)) {
    next_[source] = from[source];
    sources_.push_back({source, stream, from[source]});
  }
}

// A stream that lacks some is about to be filled again: who went on would leave them out.
void BackwardFeed::Fetch(Source& source) {
  const auto entries = redis_.Back(source.stream, source.unfetched, kBatch);
  for (const StreamEntry& entry : entries) {
    if (entry.sequence != source.unfetched || !source.ahead.emplace_back().ParseFromString(entry.event)) {
      throw Unavailable("the stream server");
    }
    --source.unfetched;
  }
  if (entries.empty()) source.unfetched = 0;  // older ones are not kept
}

BackwardFeed::Source* BackwardFeed::Latest() {
  const auto time = [](const Source& source) {
    const auto& recorded = source.ahead.front().recorded_time();
    return std::pair(recorded.seconds(), recorded.nanos());
  };
  Source* latest = nullptr;
  for (Source& source : sources_) {
    if (!source.ahead.empty() && (!latest || time(source) > time(*latest))) latest = &source;
  }
  return latest;
}

FeedPage BackwardFeed::Next(size_t limit, std::chrono::steady_clock::time_point deadline) {
  FeedPage page;
  while (page.events.size() < limit) {
    for (Source& source : sources_) {
      if (!source.ahead.empty() || source.unfetched == 0) continue;
      if (std::chrono::steady_clock::now() > deadline) {
        page.next = next_;
        return page;
      }
      Fetch(source);
    }
    Source* source = Latest();
    page.at_end = source == nullptr;
    if (page.at_end) break;
    auto& event = source->ahead.front();
    next_[source->name] = event.sequence() - 1;
    if (IsFor(event, organization_id_, types_)) {
      page.events.push_back(std::move(event));
      page.sources.push_back(source->name);
    }
    source->ahead.pop_front();
  }
  page.next = next_;
  return page;
}

}  // namespace waymark::events
