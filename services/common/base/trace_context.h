#pragma once

#include <string>
#include <string_view>

namespace waymark {

// Whether the text is a W3C `traceparent` of version 00: lower-case hexadecimal,
// neither id all zeros.
bool IsTraceparent(std::string_view text);

// The traceparent of a new trace, which is to be recorded.
std::string NewTrace();

// The trace of a request with a new parent id, for the calls made from here; a new
// trace when `traceparent` is not valid.
std::string ContinueTrace(std::string_view traceparent);

// The 32 hexadecimal digits of the trace in a valid traceparent.
inline std::string_view TraceIdOf(std::string_view traceparent) { return traceparent.substr(3, 32); }

}  // namespace waymark
