#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>

#include "services/common/db/statement_group.h"

namespace waymark::db {

// Reads for many threads: quick statements share round trips (StatementGroup).
// One that takes long would hold up the others of its group: it goes by its
// caller's own connection, as does any of a caller who reaches only a part. Which
// are quick is measured, each time one is run.
class Reader {
 public:
  // A statement is quick that takes less than `quick` on average: what is shared is
  // some 0.05 ms, so of one that takes a hundred times that nothing is gained. On a
  // machine that has too much to do a quick one is still far from it, or it would
  // leave the group just when it is needed; nor would it come back, since by themselves
  // many at once take long, which is why their time is divided by how many there are for
  // each processor.
  explicit Reader(const std::string& conninfo, Duration quick = std::chrono::milliseconds(5),
                  unsigned processors = std::thread::hardware_concurrency())
      : quick_(quick),
        processors_(std::max(1, static_cast<int>(processors))),
        group_(conninfo, Kind::kReads) {}

  // Throws like Connection::Read. `own` is the caller's connection.
  Rows Read(Connection& own, const Scope& scope, const Query& query, const Params& params);

 private:
  class Watch;

  int SlowedBy(int running) const;
  bool IsQuick(const Query& query);
  void Note(const Query& query, Duration took);
  Duration& MeanOf(const Query& query);

  const Duration quick_;
  const int processors_;
  StatementGroup group_;
  std::atomic<int> running_ = 0;  // by connections of their own
  std::mutex mutex_;
  std::unordered_map<std::string_view, Duration> means_;  // by query, weighted to the last runs
};

}  // namespace waymark::db
