#pragma once

#include "services/common/db/connection.h"

namespace waymark::events {

// Takes from the role of the programs what none of them does: to change or delete what was
// recorded. By the owner's role, after all migrations.
void KeepChanges(db::Connection& owner);

}  // namespace waymark::events
