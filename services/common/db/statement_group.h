#pragma once

#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "services/common/db/connection.h"
#include "services/common/db/pipeline.h"

namespace waymark::db {

// Runs single statements of many threads: those that come while others are run
// wait and are run together, with one round trip for all, and one sync of the log
// where they write. None waits for others to come. An error of one is nobody
// else's: when one of a group fails, those that it took with it (of writes all
// others, of reads the later ones) are each run by itself.
//
// There are no threads of its own: of the waiting callers one runs them for all.
//
// Few groups run at once, so that they are large: a second one begins when many wait, or one
// that has waited long. Where the log's disk is slow, writes begin more of them: the server
// syncs the log for all that are being committed.
class StatementGroup {
 public:
  StatementGroup(const std::string& conninfo, Kind kind);
  ~StatementGroup();

  // Returns when the statement was answered, and committed if it writes. Throws
  // like Connection::Read and Connection::Write.
  Rows Run(const Scope& scope, const Query& query, const Params& params);
  // The same, with the error in the statement. Gives how long it kept a connection:
  // its share of the time of its group, whose answers come all at once.
  Duration Run(Statement& statement);

 private:
  struct Waiting;
  bool MayBegin(size_t waiting) const;
  bool TakeFree(Waiting& me);
  bool TakeAnother(Waiting& me);
  void Await(Waiting& me);
  std::vector<Waiting*> GroupOf(Waiting& first);
  Duration RunTogether(Pipeline& pipeline, const std::vector<Waiting*>& group) const;
  void PassOn(std::unique_ptr<Pipeline> pipeline);
  bool WorthAnotherTry(const Statement& statement, bool alone) const;

  const Kind kind_;
  std::mutex mutex_;
  std::deque<Waiting*> queue_;
  std::vector<std::unique_ptr<Pipeline>> free_;   // connections that run as soon as somebody waits
  std::vector<std::unique_ptr<Pipeline>> spare_;  // those that help when many wait, or one waits long
  size_t extra_ = 0;                              // how many of the spare ones run now
};

// The statement as a caller means it; it lives no longer than these.
Statement StatementOf(const Scope& scope, const Query& query, const Params& params);

}  // namespace waymark::db
