#pragma once

#include "services/common/db/rows.h"
#include "services/common/events/redis.h"

// The entries of the two streams that a service's change rows fill. A row is one of
// number_changes.sql or published_changes.sql.
namespace waymark::events {

// What everybody may know of the change: an Event.
StreamEntry EventEntry(const db::Row& row);

// What the audit log says of it: an Event that carries an AuditRecord.
StreamEntry AuditEntry(const db::Row& row);

}  // namespace waymark::events
