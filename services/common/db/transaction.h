#pragma once

#include <memory>
#include <pqxx/transaction>

#include "services/common/db/connection.h"
#include "services/common/status/error.h"

namespace waymark::db {

// A transaction of several statements in the scope of one organization. Rolls
// back unless Commit() returned. Throws Error only. It is the one place, with
// Connection, that tells row-level security whose rows it may see.
class Transaction {
 public:
  Transaction(Connection& connection, const Scope& scope);
  ~Transaction();

  // Runs a statement: any number of rows.
  Rows Run(const Query& query, const Params& params);
  // Runs a statement of which it is only expected that no unique key stands against
  // it: whether none did. If one did, nothing of it is left, and the transaction
  // goes on.
  bool Try(const Query& query, const Params& params);
  // Runs a statement that must give one row; none is NotFound(`resource`).
  Row One(const Query& query, const Params& params, std::string_view resource);

  // ABORTED or UNAVAILABLE when it surely did not commit; UNKNOWN when the
  // connection was lost on the way and nobody can tell.
  void Commit();

 private:
  void Begin();
  // Runs statements. Where the first of the transaction meets a plan that is outdated, it begins anew.
  template <typename Statements>
  auto Attempt(Statements statements);
  // What a failed statement is to be told as.
  Error Failed(const std::exception& failure);

  Connection& connection_;
  const Scope scope_;
  std::unique_ptr<pqxx::work> work_;
  bool untouched_ = true;  // nothing was run yet
  Rows last_;
};

}  // namespace waymark::db
