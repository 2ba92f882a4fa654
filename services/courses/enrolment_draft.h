#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "services/common/base/clock.h"
#include "services/common/status/error.h"
#include "services/courses/enrolment_states.h"
#include "waymark/courses/v1/enrolments.pb.h"

// What a new enrolment is, once all that was left out is filled in.
namespace waymark::courses {

// Fills in state, days, exit reason and ever_active of an enrolment as it was
// sent. `today` is `YYYY-MM-DD`.
v1::Enrolment Drafted(const v1::Enrolment& sent, std::string_view today);

// What is wrong with a drafted enrolment by itself; fields are relative to the
// enrolment. `latest` as LatestToday gives it.
std::vector<FieldViolation> Check(const v1::Enrolment& drafted, std::string_view latest);

// The day that it is at `now` where days begin first (UTC+14), `YYYY-MM-DD`: what is
// dated later has not come to pass anywhere.
std::string LatestToday(TimePoint now);

// What is wrong with an exit reason for a state; empty when nothing is.
std::string WrongExitReason(EnrolmentState state, std::string_view exit_reason);

}  // namespace waymark::courses
