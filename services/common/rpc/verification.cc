#include "services/common/rpc/verification.h"

#include "services/common/events/sql.h"

namespace waymark::rpc {

void Verify(Call& call, const db::Query& checks, const db::Query& figures,
            waymark::events::v1::VerificationReport& report) {
  for (const db::Query* query : {&events::sql::kVerifyChanges, &checks}) {
    for (const db::Row row : call.Read(*query)) row.Fill(*report.add_checks());
  }
  for (const db::Query* query : {&events::sql::kCountChanges, &figures}) {
    for (const db::Row row : call.Read(*query))
      (*report.mutable_figures())[row.Text("key")] = row.Int("value");
  }
}

}  // namespace waymark::rpc
