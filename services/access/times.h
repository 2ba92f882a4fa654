#pragma once

#include <google/protobuf/util/time_util.h>

#include "services/common/base/clock.h"

namespace waymark::access {

inline google::protobuf::Timestamp StampOf(TimePoint time) {
  return google::protobuf::util::TimeUtil::MicrosecondsToTimestamp(time.time_since_epoch().count());
}

// To the microsecond, as the database keeps it.
inline TimePoint PointOf(const google::protobuf::Timestamp& time) {
  return TimePoint(
      std::chrono::microseconds(google::protobuf::util::TimeUtil::TimestampToMicroseconds(time)));
}

// From a column made by micros(); NULL is 1970.
inline TimePoint PointOf(int64_t micros) { return TimePoint(std::chrono::microseconds(micros)); }

}  // namespace waymark::access
