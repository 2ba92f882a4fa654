#include "services/common/events/backward_feed.h"

#include <algorithm>
#include <iterator>

#include "services/common/status/error.h"

namespace waymark::events {
namespace {

constexpr size_t kBatch = 500;

// Nobody who reads outcomes can do anything about why it does not answer.
PublishedPage AskAfter(const Feed::Named& named, int64_t sequence) try {
  return named.published ? named.published->After(named.partition, sequence) : PublishedPage();
} catch (const Error&) {
  throw Unavailable("the stream server");
}

}  // namespace

BackwardFeed::BackwardFeed(const Feed& feed, std::string organization_id, std::vector<std::string> types,
                           FeedCursor from)
    : organization_id_(std::move(organization_id)), types_(std::move(types)), redis_(feed.redis()) {
  for (auto& named : feed.StreamsOf(organization_id_)) {
    const int64_t unfetched = from[named.source];
    next_[named.source] = unfetched;
    sources_.push_back({std::move(named), unfetched});
  }
}

void BackwardFeed::Fetch(Source& source) {
  for (const StreamEntry& entry : redis_.Back(source.named.stream, source.unfetched, kBatch)) {
    if (entry.sequence != source.unfetched) break;
    if (!source.ahead.emplace_back().ParseFromString(entry.event)) throw Unavailable("the stream server");
    --source.unfetched;
  }
  if (source.ahead.empty()) AskPublisher(source);
}

// Its pages go forward and end after so many bytes: one that ends before the event that is wanted is
// asked for again, with fewer events, so that no more than a page is held.
void BackwardFeed::AskPublisher(Source& source) const {
  const int64_t wanted = source.unfetched;
  int64_t count = std::min<int64_t>(source.asked > 0 ? 2 * source.asked : kBatch, kBatch);
  for (;; count = std::max<int64_t>(count / 2, 1)) {
    const int64_t before = std::max<int64_t>(wanted - count, 0);
    PublishedPage page = AskAfter(source.named, before);
    // Numbers follow on each other.
    if (page.events.empty() || page.events.front().sequence() != before + 1) {
      throw Unavailable("the stream server");
    }
    if (page.events.back().sequence() < wanted) continue;
    page.events.resize(static_cast<size_t>(wanted - before));
    std::move(page.events.rbegin(), page.events.rend(), std::back_inserter(source.ahead));
    source.unfetched = before;
    source.asked = count;
    return;
  }
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
    next_[source->named.source] = event.sequence() - 1;
    if (IsFor(event, organization_id_, types_)) {
      page.events.push_back(std::move(event));
      page.sources.push_back(source->named.source);
    }
    source->ahead.pop_front();
  }
  page.next = next_;
  return page;
}

}  // namespace waymark::events
