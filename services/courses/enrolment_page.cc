#include "services/courses/enrolment_page.h"

#include "services/common/rpc/filter.h"
#include "services/courses/sql.h"
#include "waymark/vocabulary/v1/vocabulary.pb.h"

namespace waymark::courses {

db::Rows ReadEnrolmentPage(rpc::Call& call, const rpc::Page& page, const rpc::Filter& filter) {
  db::Params params;
  params.Set("after", page.key(0)).Set("limit", page.limit());
  params.Set("state", rpc::EnumFilter(filter, "state", vocabulary::v1::EnrolmentState_descriptor()));
  rpc::SetFilterReference(call, filter, "cohort", "cohorts", params);
  rpc::SetFilterDirectory(call, filter, "participant", "participants", params);
  const auto& query = filter.contains("participant") ? sql::kListEnrolmentsOfParticipant
                      : filter.contains("cohort")    ? sql::kListEnrolmentsOfCohort
                                                     : sql::kListEnrolments;
  return call.Read(query, std::move(params));
}

}  // namespace waymark::courses
