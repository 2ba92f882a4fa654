#include "services/common/rpc/filter.h"
#include "services/courses/cohort_records.h"
#include "services/courses/graduation.h"
#include "services/courses/records.h"
#include "services/courses/services.h"
#include "services/courses/session_records.h"
#include "services/courses/sql.h"
#include "waymark/courses/v1/courses.grpc.pb.h"

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

class CohortsService final : public v1::CohortsService::CallbackService {
 public:
  explicit CohortsService(rpc::Runner& run) : run_(run) {}

  grpc::ServerUnaryReactor* CreateCohort(grpc::CallbackServerContext* context,
                                         const v1::CreateCohortRequest* request, v1::Cohort* reply) override {
    return run_(context, request, reply, courses::CreateCohort);
  }
  grpc::ServerUnaryReactor* BatchCreateCohorts(grpc::CallbackServerContext* context,
                                               const v1::BatchCreateCohortsRequest* request,
                                               v1::BatchCreateCohortsResponse* reply) override {
    return run_(context, request, reply, courses::BatchCreateCohorts);
  }
  grpc::ServerUnaryReactor* GetCohort(grpc::CallbackServerContext* context,
                                      const v1::GetCohortRequest* request, v1::Cohort* reply) override {
    return run_(context, request, reply, Get);
  }
  grpc::ServerUnaryReactor* BatchGetCohorts(grpc::CallbackServerContext* context,
                                            const v1::BatchGetCohortsRequest* request,
                                            v1::BatchGetCohortsResponse* reply) override {
    return run_(context, request, reply, BatchGet);
  }
  grpc::ServerUnaryReactor* ListCohorts(grpc::CallbackServerContext* context,
                                        const v1::ListCohortsRequest* request,
                                        v1::ListCohortsResponse* reply) override {
    return run_(context, request, reply, List);
  }
  grpc::ServerUnaryReactor* UpdateCohort(grpc::CallbackServerContext* context,
                                         const v1::UpdateCohortRequest* request, v1::Cohort* reply) override {
    return run_(context, request, reply, courses::UpdateCohort);
  }
  grpc::ServerUnaryReactor* GraduateCohort(grpc::CallbackServerContext* context,
                                           const v1::GraduateCohortRequest* request,
                                           v1::GraduateCohortResponse* reply) override {
    return run_(context, request, reply, courses::GraduateCohort);
  }
  grpc::ServerUnaryReactor* CreateSession(grpc::CallbackServerContext* context,
                                          const v1::CreateSessionRequest* request,
                                          v1::Session* reply) override {
    return run_(context, request, reply, courses::CreateSession);
  }
  grpc::ServerUnaryReactor* BatchCreateSessions(grpc::CallbackServerContext* context,
                                                const v1::BatchCreateSessionsRequest* request,
                                                v1::BatchCreateSessionsResponse* reply) override {
    return run_(context, request, reply, courses::BatchCreateSessions);
  }
  grpc::ServerUnaryReactor* GetSession(grpc::CallbackServerContext* context,
                                       const v1::GetSessionRequest* request, v1::Session* reply) override {
    return run_(context, request, reply, courses::GetSession);
  }
  grpc::ServerUnaryReactor* ListSessions(grpc::CallbackServerContext* context,
                                         const v1::ListSessionsRequest* request,
                                         v1::ListSessionsResponse* reply) override {
    return run_(context, request, reply, courses::ListSessions);
  }
  grpc::ServerUnaryReactor* UpdateSession(grpc::CallbackServerContext* context,
                                          const v1::UpdateSessionRequest* request,
                                          v1::Session* reply) override {
    return run_(context, request, reply, courses::UpdateSession);
  }

 private:
  rpc::Runner& run_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeCohortsService(rpc::Runner& runner) {
  return std::make_unique<CohortsService>(runner);
}

}  // namespace waymark::courses
