#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "services/common/events/published.h"
#include "waymark/events/v1/events.pb.h"

namespace waymark::events {

class RedisStreams;

// Where a subscriber is: of each source (SourceName), the sequence of the last event it has
// passed. A source that is not in it begins with its first event.
using FeedCursor = std::map<std::string, int64_t>;

// What it says of the sources of one partition.
FeedCursor OnlyOf(const FeedCursor& cursor, int partition);

// Whether the type is one of `types` (`participant.graduated`, or `career.*` for all
// that begin with `career.`); none = every type.
bool IsOneOf(std::string_view type, std::span<const std::string> types);

// Whether it is of the organization, `*` = of any, of one of the types, and no reading.
bool IsFor(const waymark::events::v1::Event& event, std::string_view organization_id,
           std::span<const std::string> types);

// The next events of a feed.
struct FeedPage {
  std::vector<waymark::events::v1::Event> events;
  std::vector<std::string> sources;  // of each event, whose it is
  FeedCursor next;                   // where the next page begins
  bool at_end = false;               // there was nothing more when the page was read
  bool held_back = false;            // of that end: there was an event, behind `up_to`
};

// Reads the events of one organization, or of all, from the streams of several services,
// for subscribers; what a stream lacks before what it has, from its service. Safe to use from
// several threads: each call has a connection
// of its own, or brings one. Throws Unavailable while Redis is down.
class Feed {
 public:
  // `redis` as RedisStreams takes it; each service has so many partitions. Of one that is not in
  // `published` nobody gives what its streams lack.
  Feed(std::string redis, std::vector<std::string> services, int partitions = 1, Publishers published = {});

  // In which partition of each service the events of an organization are.
  int PartitionFor(std::string_view organization_id) const;

  // The next events, up to `limit`, whose type IsOneOf(`types`); `*` is every
  // organization, in all partitions. While there is none, waits up to `wait` for one. Events
  // of one source come in the order of their sequence, each exactly once, and
  // never past a gap that its service does not fill; those of several about in the order in which
  // they were recorded. A page can be empty without being at the end, when many
  // events of others had to be passed. The first event behind `up_to`, of whatever
  // organization and type, is the end where that is given. `connection`:
  // of one who reads often; null = its own.
  FeedPage Read(std::string_view organization_id, std::span<const std::string> types, FeedCursor from,
                size_t limit, std::chrono::milliseconds wait, const FeedCursor* up_to = nullptr,
                RedisStreams* connection = nullptr) const;

  // The sequence of the last event in each stream that has events of the organization, or
  // in all; 0 = none.
  FeedCursor Ends(std::string_view organization_id) const;

  // The streams that have events of the organization, or all.
  struct Named {
    std::string source, stream;
    int partition = 0;
    Published* published = nullptr;  // of the service; null = nobody gives them
  };
  std::vector<Named> StreamsOf(std::string_view organization_id) const;
  const std::string& redis() const { return redis_; }

 private:
  const std::string redis_;
  const std::vector<std::string> services_;
  const int partitions_;
  const Publishers published_;
};

}  // namespace waymark::events
