#pragma once

#include "services/common/rpc/call.h"
#include "waymark/courses/v1/cohorts.pb.h"

// The handlers of cohorts (see the proto).
namespace waymark::courses {

// The cohort that kResolveCohorts found; null, as if it were not there, where the caller may not
// change its sessions, enrolments and what else belongs to it.
inline const db::Row* IfKept(const db::Row* cohort) {
  return cohort != nullptr && cohort->Bool("kept") ? cohort : nullptr;
}

void CreateCohort(rpc::Call& call, const v1::CreateCohortRequest& request, v1::Cohort& reply);
void BatchCreateCohorts(rpc::Call& call, const v1::BatchCreateCohortsRequest& request,
                        v1::BatchCreateCohortsResponse& reply);
void UpdateCohort(rpc::Call& call, const v1::UpdateCohortRequest& request, v1::Cohort& reply);

}  // namespace waymark::courses
