#include "services/common/events/kept_changes.h"

namespace waymark::events {

void KeepChanges(db::Connection& owner) { owner.Execute("SELECT keep_changes()"); }

}  // namespace waymark::events
