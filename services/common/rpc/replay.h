#pragma once

#include "google/protobuf/message.h"
#include "services/common/db/connection.h"
#include "services/common/events/change.h"

namespace waymark::rpc {

// Looks for the first answer to origin.request_id and puts it into `reply`;
// false when there is none. Throws RequestIdReused when it answered another
// request.
bool Replay(db::Connection& connection, const events::Origin& origin, google::protobuf::Message& reply);

}  // namespace waymark::rpc
