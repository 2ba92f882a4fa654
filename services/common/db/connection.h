#pragma once

#include <memory>
#include <pqxx/connection>
#include <pqxx/transaction_base>
#include <set>
#include <string>
#include <string_view>

#include "services/common/authorization/reach.h"
#include "services/common/base/clock.h"
#include "services/common/db/params.h"
#include "services/common/db/query.h"
#include "services/common/db/rows.h"

namespace waymark::db {

// The organization, the deadline and the reach that a statement runs with.
struct Scope {
  // The organization that row-level security shows; `*` is every organization
  // and is for the tables of the event machinery and of organizations only.
  std::string organization_id;
  // PostgreSQL stops the statement by then (rounded up to a step).
  std::chrono::steady_clock::time_point deadline =
      std::chrono::steady_clock::now() + std::chrono::seconds(10);
  // Of whom in that organization.
  authorization::Reach reach = {};
};

// Which of a service's roles a connection is of.
enum class Access {
  kWhole,  // sees all of an organization
  kPart,   // is bound by the policies `reach` too
};

// One connection to the service's database, for one thread. It keeps the
// organization and the statement timeout set on the session and sets them again
// only when they change, so that a statement is one round trip. After a loss it
// is thrown away and opened anew on the next use.
//
// Throws Error only: the single table of SQLSTATEs is pg_error.cc.
class Connection {
 public:
  // `schemas`: where tables are looked for, a search_path; empty = as the server says.
  explicit Connection(std::string conninfo, Access access = Access::kWhole, std::string schemas = "");
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Runs one statement by itself: one round trip, committed when it returns.
  // A read is tried a second time on a new connection when the old was lost.
  Rows Read(const Scope& scope, const Query& query, const Params& params);
  Rows Write(const Scope& scope, const Query& query, const Params& params);

  // Runs SQL text without parameters, not prepared, in no organization: for
  // migrations and maintenance.
  Rows Execute(std::string_view sql);

  // Whether the server answers.
  bool Ping();

 private:
  friend class Transaction;
  pqxx::connection& Open();
  void Drop();
  void Prepare(const Query& query);
  void Apply(const Scope& scope);
  Rows RunOnce(const Scope& scope, const Query& query, const Params& params);

  const std::string conninfo_;
  const Access access_;
  const std::string schemas_;
  std::unique_ptr<pqxx::connection> connection_;
  std::set<std::string_view> prepared_;
  std::string organization_id_;
  long timeout_ms_ = -1;
};

// Runs a statement that the connection has prepared, in a transaction of the
// driver: for Connection and Transaction.
Rows Exec(pqxx::transaction_base& tx, const Query& query, const Params& params);

}  // namespace waymark::db
