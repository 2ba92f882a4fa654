#pragma once

#include <memory>

#include "services/common/events/consumer.h"

namespace waymark::access {

// The name of the consumer that reads the audit streams.
constexpr char kAuditConsumer[] = "audit";

// Appends the records of the audit streams to the chains of their organizations. The
// streams of several services meet here in the order in which they come: no writer
// waits for a chain.
std::unique_ptr<events::EventHandler> MakeAuditTrail();

}  // namespace waymark::access
