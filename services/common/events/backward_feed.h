#pragma once

#include <chrono>
#include <deque>
#include <string>
#include <vector>

#include "services/common/events/feed.h"
#include "services/common/events/redis.h"

namespace waymark::events {

// Reads a feed from a place back to its first event: what happened last comes first. Of one
// source the events come in the opposite order of their sequence, each exactly once; those
// of several about in that in which they were recorded. For one thread.
class BackwardFeed {
 public:
  // The events of the organization, of these types, up to `from`, which are the Ends() of
  // the feed or the `next` of a page that was read backwards.
  BackwardFeed(const Feed& feed, std::string organization_id, std::vector<std::string> types,
               FeedCursor from);

  // The next up to `limit`; `next` is where those before them begin, and `at_end` says that
  // there are none. A page can be empty without being at the end when it took until
  // `deadline` to pass over events of others. Throws Unavailable while Redis is down, or lacks
  // events that their service does not give.
  FeedPage Next(size_t limit, std::chrono::steady_clock::time_point deadline);

 private:
  using Event = waymark::events::v1::Event;

  // A stream, as far as it has been fetched.
  struct Source {
    Feed::Named named;
    int64_t unfetched;  // the sequence of the next event to fetch; 0 = there is none
    std::deque<Event> ahead{};
    int64_t asked = 0;  // how many events the service was asked for last
  };

  void Fetch(Source& source);
  // Gets what the stream lacks from its service.
  void AskPublisher(Source& source) const;
  // The source whose next event was recorded last; null when none has any.
  Source* Latest();

  const std::string organization_id_;
  const std::vector<std::string> types_;
  RedisStreams redis_;
  std::vector<Source> sources_;
  FeedCursor next_;
};

}  // namespace waymark::events
