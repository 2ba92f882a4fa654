#pragma once

#include <libpq-fe.h>

#include <chrono>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "services/common/db/params.h"
#include "services/common/db/query.h"
#include "services/common/db/rows.h"
#include "services/common/status/error.h"

namespace waymark::db {

using Duration = std::chrono::steady_clock::duration;

// One statement and what became of it.
struct Statement {
  const std::string& organization_id;  // whose rows it sees
  const long timeout_ms;
  const Query& query;
  Params::Bound params;  // in the order of query.params
  Rows rows = {};
  std::optional<Error> error = {};  // none: a write was committed, `rows` are what was read
};

// What the statements of a pipeline are.
enum class Kind { kReads, kWrites };

// A connection that sends many statements at once and reads their answers
// together: libpq's pipeline mode, which libpqxx 6 does not have. For one thread
// at a time.
class Pipeline {
 public:
  Pipeline(std::string conninfo, Kind kind) : conninfo_(std::move(conninfo)), kind_(kind) {}

  // Runs the statements in one transaction: all writes are committed with one
  // sync of the log, or each has an error. An error that another statement caused
  // is `NOT_ATTEMPTED`. Of reads those before the one that failed have their rows.
  // Gives how long that took, without the opening of a connection.
  Duration RunTogether(std::span<Statement* const> statements);
  // Runs each in a transaction of its own, still in one round trip.
  Duration RunEach(std::span<Statement* const> statements);

 private:
  struct Answer;
  struct Close {
    void operator()(PGconn* connection) const { PQfinish(connection); }
    void operator()(PGresult* result) const { PQclear(result); }
  };
  using Answered = std::unique_ptr<PGresult, Close>;

  Duration Run(std::span<Statement* const> statements, bool together);
  void RunAgain(std::span<Statement* const> statements, bool together);
  void SendAndRead(std::span<Statement* const> statements, bool together);
  bool Open();
  bool IsAlive();
  void Drop();
  void ForgetScope();
  void Send(Statement& statement, bool scope_anew, std::vector<Answer>& answers);
  void Sync(std::vector<Answer>& answers);
  // Throws when the connection is lost.
  void Read(const Answer& answer);
  void Take(const Answer& answer, Answered result);
  Error ErrorOf(const PGresult& result);

  const std::string conninfo_;
  const Kind kind_;
  std::unique_ptr<PGconn, Close> connection_;
  std::set<std::string_view> prepared_;
  // Of the session; unknown (empty, -1) after a transaction that failed.
  std::string organization_id_;
  long timeout_ms_ = -1;
  bool outdated_ = false;   // something that was prepared gives other columns by now
  bool read_only_ = false;  // the server takes no writes
};

}  // namespace waymark::db
