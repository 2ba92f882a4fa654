#pragma once

#include <string_view>

#include "services/common/db/columns.h"
#include "services/common/db/transaction.h"

namespace waymark::events {

// Folds records that were Put into `rows` into a copy: by `fold`, whatever is there. Many
// first versions, as an import makes them, are of records that are not there: `add` only
// inserts, for about half of the time, and `fold` follows where one is there after all.
void Fold(db::Transaction& tx, std::string_view organization_id, const db::Columns& rows,
          const db::Query& add, const db::Query& fold);

}  // namespace waymark::events
