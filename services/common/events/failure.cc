#include "services/common/events/failure.h"

namespace waymark::events {

bool IsTransient(const Error& error) {
  switch (error.code()) {
    case Code::kUnavailable:
    case Code::kAborted:
    case Code::kUnknown:
    case Code::kResourceExhausted:
      return true;
    default:
      return false;
  }
}

}  // namespace waymark::events
