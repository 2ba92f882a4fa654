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
  // A statement is quick if it takes less than `quick` on average. Sharing a round trip saves
  // about 0.05 ms, so a statement of 5 ms gains nothing by it. The time of statements that run
  // by themselves is divided by how many run for each processor: otherwise every statement
  // would look slow on a busy machine, and none would come back to the group.
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
