#include "services/common/events/fold.h"

namespace waymark::events {
namespace {

// From how many on it is worth the round trips of a savepoint.
constexpr size_t kMany = 50;

}  // namespace

void Fold(db::Transaction& tx, std::string_view organization_id, const db::Columns& rows,
          const db::Query& add, const db::Query& fold) {
  if (rows.empty()) return;
  const db::Params params = rows.Bind(organization_id);
  if (rows.only_first_versions() && rows.size() >= kMany && tx.Try(add, params)) return;
  tx.Run(fold, params);
}

}  // namespace waymark::events
