#include "services/evaluation/outcome_log.h"

#include <algorithm>
#include <map>

#include "services/common/events/redis.h"
#include "services/evaluation/outcome_message.h"

namespace waymark::evaluation {

void OutcomeLog::Open(const events::FeedCursor& end) {
  const std::lock_guard lock(mutex_);
  before_ = end_ = end;
  open_ = true;
}

void OutcomeLog::Close() {
  const std::lock_guard lock(mutex_);
  first_ = next();
  entries_.clear();
  open_ = false;
}

void OutcomeLog::Append(const events::FeedPage& page) {
  std::map<int, std::shared_ptr<const events::FeedCursor>> read_up_to;  // by partition
  std::vector<Entry> added;
  for (size_t i = 0; i < page.events.size(); ++i) {
    const auto& event = page.events[i];
    const int partition = events::PartitionIn(page.sources[i]);
    auto& up_to = read_up_to[partition];
    if (!up_to) up_to = std::make_shared<const events::FeedCursor>(events::OnlyOf(page.next, partition));
    added.push_back({.source = page.sources[i],
                     .partition = partition,
                     .sequence = event.sequence(),
                     .organization_id = event.organization_id(),
                     .type = event.type(),
                     .event = SliceOf(event),
                     .read_up_to = up_to,
                     .places = nullptr});
  }
  const std::lock_guard lock(mutex_);
  std::move(added.begin(), added.end(), std::back_inserter(entries_));
  for (; entries_.size() > capacity_; ++first_) {
    before_[entries_.front().source] = entries_.front().sequence;
    entries_.pop_front();
  }
  end_ = page.next;
}

events::FeedCursor OutcomeLog::end() const {
  const std::shared_lock lock(mutex_);
  return end_;
}

bool OutcomeLog::Enter(Reader& reader) const {
  const std::shared_lock lock(mutex_);
  if (!open_ || !IsAsFarAs(reader.passed, events::OnlyOf(before_, reader.partition))) return false;
  reader.next = first_;
  return true;
}

OutcomeLog::Found OutcomeLog::Next(const OutcomeFilter& filter, Reader& reader, grpc::Slice& event) const {
  const std::shared_lock lock(mutex_);
  if (reader.next < first_) return Found::kTooLate;
  for (; reader.next < next(); ++reader.next) {
    const Entry& entry = at(reader.next);
    if (entry.partition != reader.partition) continue;
    int64_t& passed = reader.passed[entry.source];
    if (entry.sequence <= passed) continue;
    bool takes = filter.Takes(entry.organization_id, entry.type);
    if (takes && filter.by_place()) {
      if (!entry.places) return Found::kNotPlacedYet;
      takes = filter.Takes(*entry.places);
    }
    passed = entry.sequence;
    if (!takes) continue;
    event = entry.event;
    ++reader.next;
    return Found::kEvent;
  }
  // Behind the last entry there may be what is nobody's.
  for (const auto& [source, sequence] : end_) {
    if (events::PartitionIn(source) != reader.partition) continue;
    int64_t& passed = reader.passed[source];
    passed = std::max(passed, sequence);
  }
  return Found::kNone;
}

OutcomeLog::Unplaced OutcomeLog::FindUnplaced(const std::string& organization_id,
                                              const events::FeedCursor& applied, size_t limit) const {
  Unplaced found;
  const std::shared_lock lock(mutex_);
  for (int64_t number = first_; number < next() && found.numbers.size() < limit; ++number) {
    const Entry& entry = at(number);
    if (entry.places || entry.organization_id != organization_id) continue;
    if (!IsAsFarAs(applied, *entry.read_up_to)) break;
    found.numbers.push_back(number);
    found.events.push_back(EventIn(entry.event));
  }
  return found;
}

void OutcomeLog::Place(const Unplaced& unplaced, std::vector<EventPlaces> places) {
  const std::lock_guard lock(mutex_);
  for (size_t i = 0; i < places.size(); ++i) {
    if (unplaced.numbers[i] < first_) continue;
    entries_[static_cast<size_t>(unplaced.numbers[i] - first_)].places =
        std::make_shared<const EventPlaces>(std::move(places[i]));
  }
}

}  // namespace waymark::evaluation
