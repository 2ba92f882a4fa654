#pragma once

#include <boost/beast/core/error.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "gateway/server/connection_limits.h"
#include "gateway/server/http.h"
#include "services/common/status/error.h"

namespace waymark::gateway {

// Answers to what is no request of HTTP, or too much of one, after RFC 9110 and 9112.

// INVALID_ARGUMENT / REQUEST_MALFORMED.
Error Malformed(std::string description);

// 408; `part` is what did not come: the header or the body.
Response TookTooLong(std::string_view part, const RequestInfo& info);
// 431.
Response HeaderTooLarge(const ConnectionLimits& limits, const RequestInfo& info);
// 413.
Response BodyTooLarge(const ConnectionLimits& limits, const RequestInfo& info);

// What the parser found wrong; `unread` is what came from there on.
Response ParseProblem(boost::beast::error_code error, std::string_view unread, const ConnectionLimits& limits,
                      const RequestInfo& info);

// What is wrong with a header that the parser took, if anything.
std::optional<Response> HeaderProblem(const Header& request, const ConnectionLimits& limits,
                                      const RequestInfo& info);

}  // namespace waymark::gateway
