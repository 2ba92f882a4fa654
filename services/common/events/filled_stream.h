#pragma once

#include <optional>
#include <span>
#include <string>

#include "services/common/db/rows.h"
#include "services/common/events/redis.h"

namespace waymark::events {

// One stream that is filled from the numbered changes of a service: each is
// appended under its number. Redis refuses a number that it has, so a repeated or
// late attempt adds nothing.
class FilledStream {
 public:
  // `entry_of`: what the stream has of a change row.
  FilledStream(std::string name, StreamEntry (*entry_of)(const db::Row&), RedisStreams& redis)
      : name_(std::move(name)), entry_of_(entry_of), redis_(redis) {}

  const std::string& name() const { return name_; }

  // Appends changes that follow on each other. False when the stream turns out to
  // lack earlier ones, from `first` on.
  bool Append(const db::Rows& changes, int64_t first);

  // The first number that the stream lacks of those from `first` to `numbered`; what its
  // reader has taken it may lack: as is noted in Redis, or where that is lost, as was known before. A stream
  // with a gap is deleted, to be filled again: entries can be added at
  // the end only. Throws STREAM_CONFLICT when it holds more than was ever numbered.
  int64_t FirstMissing(int64_t first, int64_t numbered, int64_t known_taken);

  // What FirstMissing found to be taken.
  int64_t taken() const { return taken_; }

  // While it lacks published changes: the first of them, from which on it is filled.
  const std::optional<int64_t>& lacks() const { return lacks_; }
  void set_lacks(std::optional<int64_t> first) { lacks_ = first; }

 private:
  bool CompareRefused(std::span<const StreamEntry> entries, const std::vector<size_t>& refused);

  const std::string name_;
  StreamEntry (*const entry_of_)(const db::Row&);
  RedisStreams& redis_;
  int64_t taken_ = 0;
  std::optional<int64_t> lacks_;
};

}  // namespace waymark::events
