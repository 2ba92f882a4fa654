#pragma once

#include <grpcpp/support/slice.h>

#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <vector>

#include "services/common/events/feed.h"
#include "services/evaluation/outcome_filter.h"

namespace waymark::evaluation {

// The last events of all organizations, which all subscribers read from. Each event is
// in it once; what is older is gone. Thread-safe.
class OutcomeLog {
 public:
  // Holds at most so many events.
  explicit OutcomeLog(size_t capacity) : capacity_(capacity) {}

  // Opens it for events after `end`.
  void Open(const events::FeedCursor& end);
  // Forgets all, and lets nobody in. No reader is in it.
  void Close();
  // Adds events that follow; what has been read to get them is up to `page.next`.
  void Append(const events::FeedPage& page);
  events::FeedCursor end() const;

  // Where a reader is: all events up to `passed` it had, or did not want.
  struct Reader {
    events::FeedCursor passed;
    int partition = 0;  // the one it reads: what is in others it passes over
    int64_t next = -1;  // the number of the entry; -1 = is not in the log
  };
  // Lets a reader in whose next events the log has all; else false.
  bool Enter(Reader& reader) const;

  enum class Found {
    kEvent,
    kNone,          // the reader had all
    kNotPlacedYet,  // there may be one, but where it belongs is not known yet
    kTooLate,       // it is not in the log any more
  };
  // The next event that the filter takes.
  Found Next(const OutcomeFilter& filter, Reader& reader, grpc::Slice& event) const;

  // The first events that are not placed, up to `limit`, of the organization, as far as
  // evaluation's copy, which is `applied`, covers all that was read before them.
  struct Unplaced {
    std::vector<int64_t> numbers;
    std::vector<waymark::events::v1::Event> events;
  };
  Unplaced FindUnplaced(const std::string& organization_id, const events::FeedCursor& applied,
                        size_t limit) const;
  void Place(const Unplaced& unplaced, std::vector<EventPlaces> places);

 private:
  struct Entry {
    std::string source;
    int partition;
    int64_t sequence;
    std::string organization_id, type;
    grpc::Slice event;
    std::shared_ptr<const events::FeedCursor> read_up_to;  // when it came, in its partition
    std::shared_ptr<const EventPlaces> places;             // null: not known yet
  };

  // The number that the next entry will have.
  int64_t next() const { return first_ + static_cast<int64_t>(entries_.size()); }
  const Entry& at(int64_t number) const { return entries_[static_cast<size_t>(number - first_)]; }

  const size_t capacity_;
  mutable std::shared_mutex mutex_;
  bool open_ = false;
  std::deque<Entry> entries_;
  int64_t first_ = 0;          // the number of the first entry
  events::FeedCursor before_;  // what came before it
  events::FeedCursor end_;
};

}  // namespace waymark::evaluation
