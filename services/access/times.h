#pragma once

#include "services/common/rpc/times.h"

namespace waymark::access {

using rpc::PointOf;
using rpc::StampOf;

// From a column made by micros(); NULL is 1970.
inline TimePoint PointOf(int64_t micros) { return TimePoint(std::chrono::microseconds(micros)); }

}  // namespace waymark::access
