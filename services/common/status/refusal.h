#pragma once

#include "services/common/status/error.h"

namespace waymark {

// Whether an error of this code refuses: nothing was changed, and asking again changes
// nothing. The others say that something is in the way, and leave open what became of it.
inline bool IsRefusal(Code code) {
  switch (code) {
    case Code::kInvalidArgument:
    case Code::kNotFound:
    case Code::kAlreadyExists:
    case Code::kFailedPrecondition:
    case Code::kPermissionDenied:
      return true;
    default:
      return false;
  }
}

}  // namespace waymark
