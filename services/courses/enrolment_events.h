#pragma once

#include <string>

#include "services/common/rpc/call.h"
#include "services/courses/enrolment_states.h"
#include "waymark/courses/v1/enrolments.pb.h"

// The events of an enrolment.
namespace waymark::courses {

// Adds `enrolment.state_changed`: the enrolment (names in UUID form) as it is
// after the change; `before` is null when it came into being, and only then the
// event carries its attributes.
void AddStateChanged(const rpc::Call& call, const v1::Enrolment* before, const v1::Enrolment& enrolment,
                     const std::string& course_id, int version, events::Changes& changes);

// Adds `participant.graduated`; `credential_id` is empty for a past record.
void AddGraduated(const rpc::Call& call, const v1::Enrolment& enrolment, const std::string& course_id,
                  const std::string& credential_id, int version, events::Changes& changes);

}  // namespace waymark::courses
