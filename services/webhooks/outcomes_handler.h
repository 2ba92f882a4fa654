#pragma once

#include <memory>

#include "services/common/base/clock.h"
#include "services/common/events/consumer.h"

namespace waymark::webhooks {

// Queues the outcomes of organizations that have webhooks for those that want them. A
// batch is written with one statement.
std::unique_ptr<events::EventHandler> MakeOutcomesHandler(const Clock& clock = SystemClock());

}  // namespace waymark::webhooks
