#include <algorithm>

#include "services/common/rpc/record.h"
#include "services/evaluation/services.h"
#include "services/evaluation/sql.h"
#include "services/evaluation/stream_positions.h"
#include "waymark/evaluation/v1/funnel.grpc.pb.h"

namespace waymark::evaluation {
namespace {

bool CaughtUp(const v1::StreamPosition& position) {
  return position.has_lag() && position.lag() == 0 && position.parked_count() == 0;
}

class StatusService final : public v1::StatusService::CallbackService {
 public:
  StatusService(rpc::Runner& runner, SharedFeed feed) : run_(runner), feed_(std::move(feed)) {}

  grpc::ServerUnaryReactor* GetEvaluationStatus(grpc::CallbackServerContext* context,
                                                const v1::GetEvaluationStatusRequest* request,
                                                v1::EvaluationStatus* reply) override {
    return run_(
        context, request, reply,
        [this](rpc::Call& call, const v1::GetEvaluationStatusRequest& asked, v1::EvaluationStatus& status) {
          status.set_name(asked.name());
          FillPositions(call, *feed_, status.mutable_positions());
          status.set_caught_up(std::all_of(status.positions().begin(), status.positions().end(), CaughtUp));
          *status.mutable_as_of_time() = rpc::Now(call);
        });
  }

  grpc::ServerUnaryReactor* GetEvaluationFigures(grpc::CallbackServerContext* context,
                                                 const v1::GetEvaluationFiguresRequest* request,
                                                 v1::EvaluationFigures* reply) override {
    return run_(
        context, request, reply,
        [](rpc::Call& call, const v1::GetEvaluationFiguresRequest& asked, v1::EvaluationFigures& figures) {
          call.ReadOne(sql::kCountRecords, {}, asked.name()).Fill(figures);
          figures.set_name(asked.name());
          for (const db::Row row : call.Read(sql::kCountEnrolments)) {
            row.Fill(*figures.add_enrolments());
          }
          for (const db::Row row : call.Read(sql::kCountCareerEvents)) {
            row.Fill(*figures.add_career_events());
          }
        });
  }

 private:
  rpc::Runner& run_;
  const SharedFeed feed_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeStatusService(rpc::Runner& runner, SharedFeed feed) {
  return std::make_unique<StatusService>(runner, std::move(feed));
}

}  // namespace waymark::evaluation
