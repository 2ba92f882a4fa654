#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "services/common/db/connection.h"
#include "services/common/db/pipeline.h"

namespace waymark::db {

// Writes single statements of many threads: those that come while another is
// being written wait and are committed together, with one round trip and one
// sync of the log for all. None waits for others to come. When one of a group
// fails, nothing of the group was written, and each is run by itself.
//
// There are no threads of its own: of the waiting callers one writes for all.
class CommitGroup {
 public:
  explicit CommitGroup(const std::string& conninfo);
  ~CommitGroup();

  // Returns when the statement is committed. Throws like Connection::Write.
  void Write(const Scope& scope, const Query& query, const Params& params);

 private:
  struct Waiting;
  std::vector<Waiting*> TakeGroup();
  static void Run(Pipeline& pipeline, const std::vector<Waiting*>& group);

  std::mutex mutex_;
  std::deque<Waiting*> queue_;
  std::vector<std::unique_ptr<Pipeline>> free_;  // none is free while somebody waits
};

}  // namespace waymark::db
