#pragma once

#include <grpcpp/support/status.h>

#include <string>

#include "services/common/status/error.h"

namespace waymark {

// The status of an error, with google.rpc details in `grpc-status-details-bin`:
// ErrorInfo always, BadRequest where fields are wrong, RetryInfo where trying
// again may help.
grpc::Status ToGrpc(const Error& error);

// The error that a status from another Waymark service stands for. The status
// must not be OK.
Error FromGrpc(const grpc::Status& status);

// The HTTP status code of a gRPC status code (the table of google.rpc.Code).
int HttpStatus(grpc::StatusCode code);

// A code's name as google.rpc.Code spells it: `INVALID_ARGUMENT`.
std::string CodeName(grpc::StatusCode code);

}  // namespace waymark
