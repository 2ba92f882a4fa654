#include "gateway/cli/instant.h"

#include <google/protobuf/util/time_util.h>

#include "services/common/base/clock.h"
#include "services/common/status/error.h"

namespace waymark::cli {

google::protobuf::Timestamp InstantOf(const std::string& field, const std::string& text) {
  google::protobuf::Timestamp time;
  if (!google::protobuf::util::TimeUtil::FromString(IsDay(text) ? text + "T00:00:00Z" : text, &time))
    throw InvalidField(field, "must be a day (2026-01-31) or an instant (2026-01-31T12:00:00Z)");
  return time;
}

}  // namespace waymark::cli
