#pragma once

#include "waymark/events/v1/audit.pb.h"

namespace waymark::access {

// Tells in the diff of an audit record what was recorded for the first time, by the
// names that corrections have there (`participants/0190a2c4-….code`), in the place of
// the entries that the record has for it.
void TellRecorded(waymark::events::v1::AuditRecord& record);

}  // namespace waymark::access
