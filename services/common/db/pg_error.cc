#include "services/common/db/pg_error.h"

#include <algorithm>
#include <pqxx/except>
#include <string>

#include "services/common/base/log.h"

namespace waymark::db {
namespace {

// `… constraint "name"` of the server's message (lc_messages is C): libpqxx 6 has
// no accessor for the constraint's name.
std::string ConstraintName(const std::string& message) {
  constexpr std::string_view kBefore = "constraint \"";
  const auto at = message.find(kBefore);
  if (at == std::string::npos) return "";
  const auto start = at + kBefore.size();
  return message.substr(start, message.find('"', start) - start);
}

// libpqxx 6 tells of a few errors by their type alone, without SQLSTATE.
std::string SqlStateOf(const pqxx::sql_error& failure) {
  if (dynamic_cast<const pqxx::insufficient_privilege*>(&failure)) return "42501";
  return failure.sqlstate();
}

// It is lost, or leads to a server that takes no writes: a standby, or one whose operator says so.
bool IsOfConnection(std::string_view state) {
  return state.empty() || state == kReadOnlyState || state.starts_with("08") || state.starts_with("57P");
}

std::string Upper(std::string_view text) {
  std::string upper(text);
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return upper;
}

}  // namespace

Error FromSqlState(std::string_view state, std::string_view constraint_name) {
  const std::string constraint = Upper(constraint_name);
  const std::string shown = constraint.empty() ? "a rule of the database" : constraint;
  if (state == "40001" || state == "40P01")
    return Error(Code::kAborted, "CONCURRENT_CHANGE", "another change came between; try again");
  if (state == "23505") {
    return Error(Code::kAlreadyExists, constraint.empty() ? "UNIQUE_VIOLATION" : constraint,
                 "there is such a record already (" + shown + ")");
  }
  if (state == "23503") {
    return FailedPrecondition(constraint.empty() ? "REFERENCE_VIOLATION" : constraint,
                              "a record that is referred to is missing or still in use (" + shown + ")");
  }
  if (state == "23514" || state == "23502" || state.starts_with("22")) {
    return Error(Code::kInvalidArgument, constraint.empty() ? "VALUE_INVALID" : constraint,
                 "a value is not allowed (" + shown + ")");
  }
  if (state == "55P03")
    return Error(Code::kAborted, "LOCK_TIMEOUT", "another change is under way; try again");
  if (state == "57014") return DeadlineExceeded();
  if (state.starts_with("53")) return Overloaded("the database");
  if (IsOfConnection(state)) return Unavailable("the database");
  return Internal("SQLSTATE " + std::string(state));
}

Error OutcomeUnknown() {
  return Error(Code::kUnknown, "OUTCOME_UNKNOWN",
               "the connection was lost while the change was committed; ask again with the same request_id");
}

namespace {

// A record would come to lie where the caller has no right, as a policy says; any
// other lack of a privilege is a fault of ours.
bool IsOutsideReach(const pqxx::sql_error& failure) {
  return SqlStateOf(failure) == "42501" &&
         std::string_view(failure.what()).find("row-level security") != std::string_view::npos;
}

Error OutsideReach() {
  return Error(Code::kPermissionDenied, "OUTSIDE_REACH",
               "the record would be outside the units of this account");
}

}  // namespace

Error FromPg(const std::exception& failure) {
  if (const auto* own = dynamic_cast<const Error*>(&failure)) return *own;
  if (dynamic_cast<const pqxx::transaction_rollback*>(&failure)) return FromSqlState("40001", "");
  if (dynamic_cast<const pqxx::in_doubt_error*>(&failure)) return OutcomeUnknown();
  if (dynamic_cast<const pqxx::broken_connection*>(&failure)) return Unavailable("the database");
  const auto* sql = dynamic_cast<const pqxx::sql_error*>(&failure);
  if (sql && IsOutsideReach(*sql)) return OutsideReach();
  if (sql) return FromSqlState(SqlStateOf(*sql), ConstraintName(sql->what()));
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
  return IsOfConnection(SqlStateOf(*sql));
}

bool IsPlanOutdated(std::string_view state) { return state == "0A000"; }

bool IsPlanOutdated(const std::exception& failure) {
  const auto* sql = dynamic_cast<const pqxx::sql_error*>(&failure);
  return sql && IsPlanOutdated(SqlStateOf(*sql));
}

}  // namespace waymark::db
