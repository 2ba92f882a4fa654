#pragma once

#include <google/protobuf/util/time_util.h>

#include "services/common/base/clock.h"

namespace waymark::rpc {

inline google::protobuf::Timestamp StampOf(TimePoint time) {
  return google::protobuf::util::TimeUtil::MicrosecondsToTimestamp(time.time_since_epoch().count());
}

// To the microsecond, as the database keeps it.
inline TimePoint PointOf(const google::protobuf::Timestamp& time) {
  return TimePoint(
      std::chrono::microseconds(google::protobuf::util::TimeUtil::TimestampToMicroseconds(time)));
}

}  // namespace waymark::rpc
