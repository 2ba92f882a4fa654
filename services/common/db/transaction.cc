#include "services/common/db/transaction.h"

#include <pqxx/except>

#include "services/common/base/seeded.h"
#include "services/common/db/pg_error.h"

namespace waymark::db {

Transaction::Transaction(Connection& connection, const Scope& scope)
    : connection_(connection), scope_(scope) {
  Begin();
}

void Transaction::Begin() {
  for (bool again = true;; again = false) {
    try {
      connection_.Open();
      connection_.Apply(scope_);
      work_ = std::make_unique<pqxx::work>(*connection_.connection_);
      return;
    } catch (const Error&) {
      throw;
    } catch (const std::exception& failure) {
      const bool lost = IsConnectionLoss(failure);
      if (lost) connection_.Drop();
      // Nothing was done yet: a connection that was lost while idle is replaced.
      if (!lost || !again) throw FromPg(failure);
    }
  }
}

Transaction::~Transaction() {
  try {
    work_.reset();
  } catch (const std::exception&) {
    connection_.Drop();
  }
}

template <typename Statements>
auto Transaction::Attempt(Statements statements) {
  for (;;) {
    try {
      const auto result = statements();
      untouched_ = false;
      return result;
    } catch (const std::exception& failure) {
      if (!untouched_ || !IsPlanOutdated(failure)) throw Failed(failure);
    }
    untouched_ = false;
    work_.reset();
    connection_.Drop();
    Begin();
  }
}

Rows Transaction::Run(const Query& query, const Params& params) {
  return Attempt([&] {
    connection_.Prepare(query);
    return Exec(*work_, query, params);
  });
}

bool Transaction::Try(const Query& query, const Params& params) {
  return Attempt([&] {
    connection_.Prepare(query);
    work_->exec("SAVEPOINT tried");
    try {
      Exec(*work_, query, params);
    } catch (const pqxx::unique_violation&) {
      work_->exec("ROLLBACK TO SAVEPOINT tried");
      return false;
    }
    work_->exec("RELEASE SAVEPOINT tried");
    return true;
  });
}

Error Transaction::Failed(const std::exception& failure) {
  const bool outdated = IsPlanOutdated(failure);
  if (outdated || (IsConnectionLoss(failure) && !dynamic_cast<const Error*>(&failure))) {
    work_.reset();
    connection_.Drop();
  }
  // What was read before in this transaction may be old: the caller is to try all of it again.
  return outdated ? Unavailable("the database") : FromPg(failure);
}

Row Transaction::One(const Query& query, const Params& params, std::string_view resource) {
  last_ = Run(query, params);
  if (last_.empty()) throw NotFound(resource);
  return last_[0];
}

void Transaction::Commit() {
  seeded::DieAt("before_commit");
  try {
    work_->commit();
  } catch (const std::exception& failure) {
    if (IsConnectionLoss(failure)) {
      work_.reset();
      connection_.Drop();
    }
    throw FromPg(failure);
  }
}

}  // namespace waymark::db
