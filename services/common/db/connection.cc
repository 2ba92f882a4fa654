#include "services/common/db/connection.h"

#include <pqxx/except>
#include <pqxx/nontransaction>
#include <pqxx/result>

#include "services/common/db/binary_arrays.h"
#include "services/common/db/pg_error.h"
#include "services/common/db/result.h"
#include "services/common/db/session.h"

namespace waymark::db {
namespace {

// Of UUIDs, which need no quotes.
std::string ArrayOf(const std::vector<std::string>& ids) {
  std::string array = "{";
  for (const auto& id : ids) array += (array.size() > 1 ? "," : "") + id;
  return array + "}";
}

// What is an account's own, as parameters: the account and the units.
std::pair<std::optional<std::string>, std::optional<std::string>> ParamsOf(const authorization::Own& own) {
  std::pair<std::optional<std::string>, std::optional<std::string>> params;
  if (!own.account.empty()) params.first = own.account;
  if (own.units) params.second = ArrayOf(*own.units);
  return params;
}

// Each time: what is below a unit, or who is taught or accompanied, may have changed.
void ApplyReach(pqxx::transaction_base& session, const authorization::Reach& reach) {
  const auto [teacher, taught_in] = ParamsOf(reach.taught);
  const auto [mentor, mentored_in] = ParamsOf(reach.mentored);
  session.exec_params(kApplyReach, ArrayOf(reach.units), ArrayOf(reach.persons), teacher, taught_in, mentor,
                      mentored_in);
}

Rows RowsOf(const pqxx::result& result) { return Rows(std::make_shared<const Result>(result)); }

}  // namespace

Connection::Connection(std::string conninfo, Access access, std::string schemas)
    : conninfo_(std::move(conninfo)), access_(access), schemas_(std::move(schemas)) {}

Connection::~Connection() { Drop(); }

pqxx::connection& Connection::Open() {
  if (connection_) return *connection_;
  auto fresh = std::make_unique<pqxx::connection>(conninfo_);
  // Reconnecting behind our back would lose the settings and prepared statements.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
  fresh->inhibit_reactivation(true);  // the only way to say it in libpqxx 6
#pragma GCC diagnostic pop
  const std::string schemas = schemas_.empty() ? "" : "; SET search_path = " + schemas_;
  pqxx::nontransaction(*fresh).exec(kSessionSettings + schemas);
  connection_ = std::move(fresh);
  return *connection_;
}

void Connection::Drop() {
  prepared_.clear();
  organization_id_.clear();
  timeout_ms_ = -1;
  try {
    connection_.reset();
  } catch (const std::exception&) {
    // Closing a lost connection may complain; it is gone either way.
  }
}

void Connection::Prepare(const Query& query) {
  if (!prepared_.insert(query.name).second) return;
  try {
    connection_->prepare(std::string(query.name), std::string(query.text));
  } catch (...) {
    prepared_.erase(query.name);
    throw;
  }
}

void Connection::Apply(const Scope& scope) {
  if (scope.reach.whole != (access_ == Access::kWhole)) throw Internal("a connection of another reach");
  const long timeout = TimeoutStep(scope.deadline);
  const bool same = organization_id_ == scope.organization_id && timeout_ms_ == timeout;
  if (same && scope.reach.whole) return;
  pqxx::nontransaction session(Open());
  if (!same) session.exec_params(kApplyScope, scope.organization_id, std::to_string(timeout));
  organization_id_ = scope.organization_id;
  timeout_ms_ = timeout;
  if (!scope.reach.whole) ApplyReach(session, scope.reach);
}

Rows Exec(pqxx::transaction_base& tx, const Query& query, const Params& params) {
  const std::string name(query.name);
  const auto binary = BinaryArrays(query, params);
  const auto values = params.InOrderOf(query.name, query.params.subspan(binary.size()));
  if (binary.empty()) return RowsOf(tx.exec_prepared(name, pqxx::prepare::make_dynamic_params(values)));
  return RowsOf(tx.exec_prepared(name, pqxx::prepare::make_dynamic_params(binary),
                                 pqxx::prepare::make_dynamic_params(values)));
}

Rows Connection::RunOnce(const Scope& scope, const Query& query, const Params& params) {
  for (bool again = true;; again = false) {
    Open();
    Apply(scope);
    Prepare(query);
    try {
      pqxx::nontransaction session(*connection_);
      return Exec(session, query, params);
    } catch (const pqxx::sql_error& failure) {
      if (!again || !IsPlanOutdated(failure)) throw;
    }
    // With all that it has prepared.
    Drop();
  }
}

Rows Connection::Read(const Scope& scope, const Query& query, const Params& params) {
  for (bool again = connection_ != nullptr;; again = false) {
    try {
      return RunOnce(scope, query, params);
    } catch (const Error&) {
      throw;
    } catch (const std::exception& failure) {
      const bool lost = IsConnectionLoss(failure);
      if (lost) Drop();
      if (!lost || !again) throw FromPg(failure);
    }
  }
}

Rows Connection::Write(const Scope& scope, const Query& query, const Params& params) {
  try {
    Open();
    Apply(scope);
    Prepare(query);
  } catch (const Error&) {
    throw;
  } catch (const std::exception& failure) {
    // Nothing was sent yet: a connection that was lost while idle is replaced.
    if (!IsConnectionLoss(failure)) throw FromPg(failure);
    Drop();
  }
  try {
    return RunOnce(scope, query, params);
  } catch (const Error&) {
    throw;
  } catch (const pqxx::broken_connection& failure) {
    const bool sent = connection_ != nullptr && prepared_.contains(query.name);
    Drop();
    // The statement may have been committed: the caller learns that by its request_id.
    if (sent) throw FromPg(pqxx::in_doubt_error("connection lost"));
    throw FromPg(failure);
  } catch (const std::exception& failure) {
    if (IsConnectionLoss(failure)) Drop();
    throw FromPg(failure);
  }
}

Rows Connection::Execute(std::string_view sql) {
  try {
    Open();
    pqxx::nontransaction session(*connection_);
    return RowsOf(session.exec(std::string(sql)));
  } catch (const std::exception& failure) {
    if (IsConnectionLoss(failure)) Drop();
    throw FromPg(failure);
  }
}

bool Connection::Ping() {
  try {
    Execute("SELECT 1");
    return true;
  } catch (const Error&) {
    return false;
  }
}

}  // namespace waymark::db
