#pragma once

#include <libpq-fe.h>

#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "services/common/db/query.h"
#include "services/common/status/error.h"

namespace waymark::db {

// One writing statement and what became of it.
struct Statement {
  const std::string& organization_id;  // whose rows it sees
  const long timeout_ms;
  const Query& query;
  std::vector<const char*> values;  // in the order of query.params
  std::optional<Error> error = {};  // none: it was committed
};

// A connection that sends many statements at once and reads their answers
// together: libpq's pipeline mode, which libpqxx 6 does not have. For one thread
// at a time.
class Pipeline {
 public:
  explicit Pipeline(std::string conninfo) : conninfo_(std::move(conninfo)) {}

  // Runs the statements in one transaction: all are committed with one sync of
  // the log, or each has an error. An error that another statement caused is
  // `NOT_ATTEMPTED`.
  void RunTogether(std::span<Statement* const> statements);
  // Runs each in a transaction of its own, still in one round trip.
  void RunEach(std::span<Statement* const> statements);

 private:
  struct Answer;
  struct Close {
    void operator()(PGconn* connection) const { PQfinish(connection); }
    void operator()(PGresult* result) const { PQclear(result); }
  };
  using Result = std::unique_ptr<PGresult, Close>;

  void Run(std::span<Statement* const> statements, bool together);
  void Open();
  bool IsAlive();
  void Drop();
  void Send(Statement& statement, bool scope_anew, std::vector<Answer>& answers);
  void Sync(std::vector<Answer>& answers);
  // Throws when the connection is lost.
  void Read(const Answer& answer);
  void Take(const Answer& answer, const PGresult& result);

  const std::string conninfo_;
  std::unique_ptr<PGconn, Close> connection_;
  std::set<std::string_view> prepared_;
  // Of the session; unknown (empty, -1) after a transaction that failed.
  std::string organization_id_;
  long timeout_ms_ = -1;
};

}  // namespace waymark::db
