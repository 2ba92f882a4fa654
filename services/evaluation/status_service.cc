#include "services/common/rpc/record.h"
#include "services/evaluation/services.h"
#include "services/evaluation/sql.h"
#include "services/evaluation/stream_positions.h"
#include "waymark/evaluation/v1/funnel.grpc.pb.h"

namespace waymark::evaluation {
namespace {

void GetStatus(rpc::Call& call, const events::Feed& feed, const v1::GetEvaluationStatusRequest& request,
               v1::EvaluationStatus& status) {
  status.set_name(request.name());
  FillPositions(call, feed, status.mutable_positions());
  status.set_caught_up(IsAllApplied(call, feed, status.mutable_positions()));
  *status.mutable_as_of_time() = rpc::Now(call);
}

void GetFigures(rpc::Call& call, const v1::GetEvaluationFiguresRequest& request,
                v1::EvaluationFigures& figures) {
  call.ReadOne(sql::kCountRecords, {}, request.name()).Fill(figures);
  figures.set_name(request.name());
  for (const db::Row row : call.Read(sql::kCountEnrolments)) row.Fill(*figures.add_enrolments());
  for (const db::Row row : call.Read(sql::kCountCareerEvents)) row.Fill(*figures.add_career_events());
}

}  // namespace

rpc::Service MakeStatusService(SharedFeed feed) {
  return {v1::StatusService::service_full_name(),
          {{"GetEvaluationStatus",
            [feed](rpc::Call& call, const v1::GetEvaluationStatusRequest& request,
                   v1::EvaluationStatus& reply) { GetStatus(call, *feed, request, reply); }},
           {"GetEvaluationFigures", GetFigures}}};
}

}  // namespace waymark::evaluation
