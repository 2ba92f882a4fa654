#pragma once

#include <google/protobuf/message.h>
#include <grpcpp/support/status.h>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "gateway/server/http.h"
#include "services/common/status/error.h"

namespace waymark::gateway {

// The error that a failed call to the service `upstream` stands for. A status
// that the transport made (no service answered) becomes a named error, so that
// no text of the library reaches a client.
Error UpstreamError(const grpc::Status& status, std::string_view upstream);

// The HTTP status of an error's code.
int HttpStatusOf(const Error& error);

// The name of its code, `NOT_FOUND`, without making a text of it for each request.
std::string_view CodeOf(const Error& error);

// In how many seconds trying again may help: the response then says Retry-After.
std::optional<std::string> RetryAfter(const Error& error);

// RESOURCE_EXHAUSTED / RATE_LIMITED: too many requests of `whom`; there is room
// for another after `wait`.
Error RateLimited(std::string_view whom, std::chrono::nanoseconds wait);

// `Not Found` and so on: the reason phrase of a status that we send.
std::string_view StatusPhrase(int http_status);

// problem+json (RFC 9457): type, title, status, detail; and code, reason,
// fieldViolations (paths in JSON spelling), metadata, requestId.
std::string ProblemJson(int http_status, const Error& error, std::string_view request_id);

// Has the failures of a batch that `reply` may tell (`failed_requests`) name fields as JSON does.
void SpellFailuresAsJson(google::protobuf::Message& reply);

// The answer to a request that failed, with that body. `status` where HTTP has a better one than the code.
Response Problem(const Error& error, const RequestInfo& info, std::optional<int> status = {});

// The error body of the Connect protocol: code, message and details, each a
// base64 google.rpc message.
std::string ConnectErrorJson(const Error& error);

}  // namespace waymark::gateway
