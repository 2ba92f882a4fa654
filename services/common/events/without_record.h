#pragma once

#include "waymark/events/v1/events.pb.h"

namespace waymark::events {

// The event without what is recorded of a person besides: that is left to the service
// that keeps persons, which knows who is protected and what a caller may see.
waymark::events::v1::Event WithoutRecord(waymark::events::v1::Event event);

}  // namespace waymark::events
