#include "gateway/cli/exit.h"

namespace waymark::cli {

Exit ExitOf(const Error& error) {
  switch (error.code()) {
    case Code::kInvalidArgument:
      // Other reasons are of what was asked, not of how: a weak password.
      return error.reason() == "FIELD_INVALID" ? kUsage : kFailed;
    case Code::kNotFound:
      return kNotThere;
    case Code::kPermissionDenied:
    case Code::kUnauthenticated:
      return kDenied;
    case Code::kUnavailable:
    case Code::kResourceExhausted:
    case Code::kDeadlineExceeded:
      return kTryLater;
    default:
      return kFailed;
  }
}

}  // namespace waymark::cli
