#pragma once

#include "services/common/db/query.h"
#include "services/common/rpc/call.h"
#include "waymark/events/v1/verification.pb.h"

namespace waymark::rpc {

// Answers Verify of a service that publishes events: the checks of its change
// rows, which are the same everywhere, and those of its own records.
//
// `checks` gives rows (invariant, description, violations, example), `figures`
// rows (key, value); both take `:organization_id`.
void Verify(Call& call, const db::Query& checks, const db::Query& figures,
            waymark::events::v1::VerificationReport& report);

}  // namespace waymark::rpc
