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
  // `entry_of`: what the stream has of a change row. `keeps`: how many entries it has at least, the
  // last ones, where it had as many; 0 = all that its one reader has not taken.
  FilledStream(std::string name, StreamEntry (*entry_of)(const db::Row&), RedisStreams& redis,
               int64_t keeps = 0)
      : name_(std::move(name)), entry_of_(entry_of), redis_(redis), keeps_(keeps) {}

  const std::string& name() const { return name_; }

  // Appends changes that follow on each other. False when the stream turns out to
  // lack earlier ones, from `first` on.
  bool Append(const db::Rows& changes, int64_t first);

  // How far things are in the database.
  struct Known {
    int64_t first = 1;      // the first number of which there is a change
    int64_t numbered = 0;   // the last number
    int64_t published = 0;  // the last that is to be in the stream
    int64_t taken = 0;      // what the reader of the stream was known to have, where it has only one
  };
  // The first number that the stream lacks. What its reader has taken it may lack: as is noted in
  // Redis, or where that is lost, as was known before; of one that keeps so many, what is older. A
  // stream with a gap is deleted, to be filled again: entries can be added at
  // the end only. So is one that ends before what is kept. Throws STREAM_CONFLICT when it holds more
  // than was ever numbered.
  int64_t FirstMissing(const Known& known);

  // Lets go what is beyond what it keeps, where that is more than a tenth; as FirstMissing found the
  // stream.
  void Trim(int64_t published);

  // What FirstMissing found that it may lack.
  int64_t taken() const { return taken_; }

  // While it lacks published changes: the first of them, from which on it is filled.
  const std::optional<int64_t>& lacks() const { return lacks_; }
  void set_lacks(std::optional<int64_t> first) { lacks_ = first; }

 private:
  // Up to where it may lack what was published, of which `last` is the last.
  int64_t MayLack(std::optional<int64_t> noted, int64_t last, int64_t known_taken) const;
  bool CompareRefused(std::span<const StreamEntry> entries, const std::vector<size_t>& refused);

  const std::string name_;
  StreamEntry (*const entry_of_)(const db::Row&);
  RedisStreams& redis_;
  const int64_t keeps_;
  int64_t taken_ = 0;
  StreamInfo found_;  // by FirstMissing; of one that it deleted nothing
  std::optional<int64_t> lacks_;
};

}  // namespace waymark::events
