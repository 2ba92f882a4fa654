#pragma once

#include <memory>

#include "services/common/events/consumer.h"

namespace waymark::access {

// The name of the consumer that reads the audit streams.
constexpr char kAuditConsumer[] = "audit";

// Appends the records of the audit streams to the chains of their organizations. The
// streams of several services meet here in the order in which they come: no writer
// waits for a chain.
//
// `tells_openings`: whether the administrators of an organization are told by e-mail of
// each opening of a protected person's record.
std::unique_ptr<events::EventHandler> MakeAuditTrail(bool tells_openings);

}  // namespace waymark::access
