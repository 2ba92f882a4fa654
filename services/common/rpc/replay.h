#pragma once

#include <optional>

#include "google/protobuf/message.h"
#include "services/common/db/connection.h"
#include "services/common/events/change.h"
#include "services/common/status/error.h"

namespace waymark::rpc {

// Looks for the first answer to origin.request_id and puts it into `reply`;
// false when there is none. Throws RequestIdReused when it answered another
// request.
bool Replay(db::Connection& connection, const events::Origin& origin, google::protobuf::Message& reply);

// The same for a call that failed: any error may come from an earlier try of the same
// request that was committed, whose answer counts. Where nobody can tell whether there
// was one, the call is not refused: what stands in its way may be its own work.
bool ReplayInstead(db::Connection& connection, const events::Origin& origin, google::protobuf::Message& reply,
                   std::optional<Error>& error);

}  // namespace waymark::rpc
