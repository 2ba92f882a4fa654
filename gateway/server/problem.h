#pragma once

#include <grpcpp/support/status.h>

#include <string>
#include <string_view>

#include "services/common/status/error.h"

namespace waymark::gateway {

// The error that a failed call to the service `upstream` stands for. A status
// that the transport made (no service answered) becomes a named error, so that
// no text of the library reaches a client.
Error UpstreamError(const grpc::Status& status, std::string_view upstream);

// The HTTP status of an error's code.
int HttpStatusOf(const Error& error);

// Whether trying again soon may help: the response then says Retry-After.
bool MayRetry(const Error& error);

// `Not Found` and so on: the reason phrase of a status that we send.
std::string_view StatusPhrase(int http_status);

// problem+json (RFC 9457): type, title, status, detail; and code, reason,
// fieldViolations (paths in JSON spelling), metadata, requestId.
std::string ProblemJson(int http_status, const Error& error, std::string_view request_id);

// The error body of the Connect protocol: code, message and details, each a
// base64 google.rpc message.
std::string ConnectErrorJson(const Error& error);

}  // namespace waymark::gateway
