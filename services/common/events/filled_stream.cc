#include "services/common/events/filled_stream.h"

#include <algorithm>

#include "services/common/base/log.h"
#include "services/common/status/error.h"
#include "waymark/events/v1/events.pb.h"

namespace waymark::events {
namespace {

// One part in so many may be there beyond what is kept.
constexpr int64_t kSlack = 10;

std::string EventId(const std::string& serialized) {
  waymark::events::v1::Event event;
  return event.ParseFromString(serialized) ? event.id() : std::string();
}

// The stream holds events that this database never published: it belongs to
// another, or the database was restored to an earlier state.
Error StreamConflict(const std::string& stream, int64_t sequence) {
  return Error(
      Code::kInternal, "STREAM_CONFLICT",
      "publishing has stopped: " + stream + " holds another event at " + std::to_string(sequence) +
          " than the outbox; find out which is right, then delete the stream to have it filled again");
}

}  // namespace

bool FilledStream::Append(const db::Rows& changes, int64_t first) {
  std::vector<StreamEntry> entries;
  entries.reserve(changes.size());
  for (const db::Row row : changes) entries.push_back(entry_of_(row));
  const Appended appended = redis_.Append(name_, entries);
  const bool same = appended.refused.empty() || CompareRefused(entries, appended.refused);
  // A stream that was flushed a moment ago now lacks its beginning.
  const int64_t last = entries.back().sequence;
  return same && appended.length >= last - std::max(first - 1, MayLack(appended.taken, last, 0));
}

int64_t FilledStream::MayLack(std::optional<int64_t> noted, int64_t last, int64_t known_taken) const {
  if (keeps_ == 0) return noted.value_or(known_taken);
  // One that is further is of a database that was restored to an earlier state.
  const int64_t trimmed = noted.value_or(0) <= last ? noted.value_or(0) : 0;
  return std::max(trimmed, last - keeps_);
}

int64_t FilledStream::FirstMissing(const Known& known) {
  found_ = redis_.Info(name_);
  if (found_.last > known.numbered) throw StreamConflict(name_, found_.last);
  taken_ = MayLack(found_.taken, known.published, known.taken);
  if (keeps_ == 0 && !found_.taken && taken_ > 0) redis_.RestoreTrim(name_, taken_);
  const int64_t begin = std::max(known.first, taken_ + 1);
  if (found_.last > 0) {
    const bool empty = found_.length == 0 && taken_ >= found_.last;
    const bool whole = empty || (found_.length == found_.last - found_.first + 1 && found_.first <= begin);
    if (whole && found_.last + 1 >= begin) return found_.last + 1;
    if (!whole) Log(LogLevel::kError, "the stream has a gap and is filled again", {{"stream", name_}});
    redis_.Delete(name_);
    found_ = {};
  }
  // It says what the stream is going to lack.
  if (keeps_ > 0 && taken_ > 0) redis_.LetGo(name_, taken_);
  return begin;
}

void FilledStream::Trim(int64_t published) {
  if (keeps_ == 0 || found_.length <= keeps_ + keeps_ / kSlack) return;
  const int64_t up_to = std::min(found_.last, published) - keeps_;
  if (up_to > 0) redis_.LetGo(name_, up_to);
}

// Redis refuses what it has already: fine when it is the same event. False when it
// lacks one.
bool FilledStream::CompareRefused(std::span<const StreamEntry> entries, const std::vector<size_t>& refused) {
  const auto present =
      redis_.Range(name_, entries[refused.front()].sequence, entries[refused.back()].sequence);
  auto there = present.begin();
  bool whole = true;
  for (const size_t i : refused) {
    const StreamEntry& entry = entries[i];
    there = std::find_if(there, present.end(), [&](const auto& p) { return p.sequence >= entry.sequence; });
    if (there == present.end() || there->sequence != entry.sequence) {
      whole = false;
    } else if (there->event != entry.event && EventId(there->event) != EventId(entry.event)) {
      throw StreamConflict(name_, entry.sequence);
    }
  }
  return whole;
}

}  // namespace waymark::events
