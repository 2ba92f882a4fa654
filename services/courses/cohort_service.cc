#include "services/common/rpc/filter.h"
#include "services/courses/cohort_records.h"
#include "services/courses/graduation.h"
#include "services/courses/records.h"
#include "services/courses/services.h"
#include "services/courses/session_records.h"
#include "services/courses/sql.h"
#include "waymark/courses/v1/cohorts.grpc.pb.h"

namespace waymark::courses {
namespace {

using rpc::Call;

void Get(Call& call, const v1::GetCohortRequest& request, v1::Cohort& reply) {
  GetRecord(call, sql::kGetCohorts, request.name(), reply);
}

void BatchGet(Call& call, const v1::BatchGetCohortsRequest& request, v1::BatchGetCohortsResponse& reply) {
  GetRecords(call, sql::kGetCohorts, request.names(), reply.mutable_cohorts());
}

void List(Call& call, const v1::ListCohortsRequest& request, v1::ListCohortsResponse& reply) {
  const rpc::Page page(call, request);
  const auto filter = rpc::ParseFilter(request.filter(), {"external_id", "state", "course"});
  db::Params params;
  params.Set("after", page.key(0)).Set("limit", page.limit());
  params.Set("external_id", rpc::TextFilter(filter, "external_id"));
  params.Set("state", rpc::EnumFilter(filter, "state", vocabulary::v1::CohortState_descriptor()));
  rpc::SetFilterReference(call, filter, "course", "courses", params);
  const auto rows = call.Read(sql::kListCohorts, std::move(params));
  reply.set_next_page_token(FillPage(call, page, rows, reply.mutable_cohorts(), {"_cohort_id"}));
}

}  // namespace

rpc::Service MakeCohortsService() {
  return {v1::CohortsService::service_full_name(),
          {{"CreateCohort", courses::CreateCohort},
           {"BatchCreateCohorts", courses::BatchCreateCohorts},
           {"GetCohort", Get},
           {"BatchGetCohorts", BatchGet},
           {"ListCohorts", List},
           {"UpdateCohort", courses::UpdateCohort},
           {"GraduateCohort", courses::GraduateCohort},
           {"CreateSession", courses::CreateSession},
           {"BatchCreateSessions", courses::BatchCreateSessions},
           {"GetSession", courses::GetSession},
           {"ListSessions", courses::ListSessions},
           {"UpdateSession", courses::UpdateSession}}};
}

}  // namespace waymark::courses
