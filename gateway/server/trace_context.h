#pragma once

#include <string>
#include <string_view>

namespace waymark::gateway {

// The W3C trace context of a request: `traceparent` if it is valid (version 00,
// lower-case hexadecimal, neither id all zeros), with a new parent id for the
// calls made from here; else a new trace.
std::string ContinueTrace(std::string_view traceparent);

// The trace id in a traceparent that ContinueTrace made.
std::string_view TraceId(std::string_view traceparent);

}  // namespace waymark::gateway
