#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "services/common/status/error.h"
#include "services/courses/enrolment_states.h"
#include "waymark/courses/v1/enrolments.pb.h"

// What a new enrolment is, once all that was left out is filled in.
namespace waymark::courses {

// Fills in state, days, exit reason and ever_active of an enrolment as it was
// sent. `today` is `YYYY-MM-DD`.
v1::Enrolment Drafted(const v1::Enrolment& sent, std::string_view today);

// What is wrong with a drafted enrolment by itself; fields are relative to the
// enrolment. `latest` as rpc::LatestToday gives it.
std::vector<FieldViolation> Check(const v1::Enrolment& drafted, std::string_view latest);

// What is wrong with an exit reason for a state; empty when nothing is.
std::string WrongExitReason(EnrolmentState state, std::string_view exit_reason);

}  // namespace waymark::courses
