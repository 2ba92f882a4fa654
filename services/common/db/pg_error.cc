#include "services/common/db/pg_error.h"

#include <algorithm>
#include <pqxx/except>
#include <string>

#include "services/common/base/log.h"

namespace waymark::db {
namespace {

// `… constraint "name"` of the server's message (lc_messages is C), upper-case:
// libpqxx 6 has no accessor for the constraint's name.
std::string ConstraintName(const std::string& message) {
  constexpr std::string_view kBefore = "constraint \"";
  const auto at = message.find(kBefore);
  if (at == std::string::npos) return "";
  const auto start = at + kBefore.size();
  std::string name = message.substr(start, message.find('"', start) - start);
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return name;
}

Error FromSqlError(const pqxx::sql_error& failure) {
  const std::string state = failure.sqlstate();
  const std::string constraint = ConstraintName(failure.what());
  const std::string shown = constraint.empty() ? "a rule of the database" : constraint;
  if (state == "23505") {
    return Error(Code::kAlreadyExists, constraint.empty() ? "UNIQUE_VIOLATION" : constraint,
                 "there is such a record already (" + shown + ")");
  }
  if (state == "23503") {
    return FailedPrecondition(constraint.empty() ? "REFERENCE_VIOLATION" : constraint,
                              "a record that is referred to is missing or still in use (" + shown + ")");
  }
  if (state == "23514" || state == "23502" || state.rfind("22", 0) == 0) {
    return Error(Code::kInvalidArgument, constraint.empty() ? "VALUE_INVALID" : constraint,
                 "a value is not allowed (" + shown + ")");
  }
  if (state == "55P03")
    return Error(Code::kAborted, "LOCK_TIMEOUT", "another change is under way; try again");
  if (state == "57014") return DeadlineExceeded();
  if (state.rfind("53", 0) == 0) return Overloaded("the database");
  if (state.empty() || state.rfind("08", 0) == 0 || state.rfind("57P", 0) == 0)
    return Unavailable("the database");
  return Internal("SQLSTATE " + state);
}

}  // namespace

Error FromPg(const std::exception& failure) {
  if (const auto* own = dynamic_cast<const Error*>(&failure)) return *own;
  if (dynamic_cast<const pqxx::transaction_rollback*>(&failure)) {
    return Error(Code::kAborted, "CONCURRENT_CHANGE", "another change came between; try again");
  }
  if (dynamic_cast<const pqxx::in_doubt_error*>(&failure)) {
    return Error(
        Code::kUnknown, "OUTCOME_UNKNOWN",
        "the connection was lost while the change was committed; ask again with the same request_id");
  }
  if (dynamic_cast<const pqxx::broken_connection*>(&failure)) return Unavailable("the database");
  if (const auto* sql = dynamic_cast<const pqxx::sql_error*>(&failure)) return FromSqlError(*sql);
  return Internal("database client failure");
}

bool IsConnectionLoss(const std::exception& failure) {
  if (dynamic_cast<const pqxx::broken_connection*>(&failure) ||
      dynamic_cast<const pqxx::in_doubt_error*>(&failure)) {
    return true;
  }
  if (dynamic_cast<const pqxx::transaction_rollback*>(&failure)) return false;
  const auto* sql = dynamic_cast<const pqxx::sql_error*>(&failure);
  if (!sql) return true;  // a state of the client library that nobody knows
  const std::string state = sql->sqlstate();
  return state.empty() || state.rfind("08", 0) == 0 || state.rfind("57P", 0) == 0;
}

}  // namespace waymark::db
