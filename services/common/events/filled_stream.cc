#include "services/common/events/filled_stream.h"

#include <algorithm>

#include "services/common/base/log.h"
#include "services/common/status/error.h"
#include "waymark/events/v1/events.pb.h"

namespace waymark::events {
namespace {

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
  return same && appended.length >= entries.back().sequence - std::max(first, appended.taken + 1) + 1;
}

int64_t FilledStream::FirstMissing(int64_t first, int64_t numbered, int64_t known_taken) {
  const StreamInfo info = redis_.Info(name_);
  if (info.last > numbered) throw StreamConflict(name_, info.last);
  if (!info.taken && known_taken > 0) redis_.RestoreTrim(name_, known_taken);
  taken_ = info.taken.value_or(known_taken);
  const int64_t begin = std::max(first, taken_ + 1);
  if (info.last == 0) return begin;
  const bool empty = info.length == 0 && taken_ >= info.last;
  const bool whole = empty || (info.length == info.last - info.first + 1 && info.first <= begin);
  if (whole) return std::max(info.last + 1, first);
  Log(LogLevel::kError, "the stream has a gap and is filled again", {{"stream", name_}});
  redis_.Delete(name_);
  return begin;
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
