#pragma once

#include <exception>
#include <string_view>

#include "services/common/status/error.h"

namespace waymark::db {

// The error that a failure of PostgreSQL stands for: THE table of SQLSTATEs.
// The constraint's name in upper case is the reason. The driver's text, which
// holds row data, is not shown and not logged.
Error FromPg(const std::exception& failure);
Error FromSqlState(std::string_view state, std::string_view constraint);

// The connection was lost when a commit may have been under way.
Error OutcomeUnknown();

// Whether the connection is of no more use after this failure: it is lost, or the server takes no
// writes.
bool IsConnectionLoss(const std::exception& failure);
// SQLSTATE of a server, or a transaction, that takes no writes.
constexpr std::string_view kReadOnlyState = "25006";

// Whether a prepared statement gives other columns than when it was prepared, as when a view has got
// one more meanwhile: nothing was done, and it is to be prepared anew.
bool IsPlanOutdated(const std::exception& failure);
bool IsPlanOutdated(std::string_view state);

}  // namespace waymark::db
