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

// Whether the connection is of no more use after this failure.
bool IsConnectionLoss(const std::exception& failure);

}  // namespace waymark::db
