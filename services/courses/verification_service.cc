#include "services/common/rpc/verification.h"
#include "services/courses/services.h"
#include "services/courses/sql.h"
#include "waymark/courses/v1/verification.grpc.pb.h"

namespace waymark::courses {
namespace {

void Verify(rpc::Call& call, const v1::VerifyRequest&, waymark::events::v1::VerificationReport& report) {
  rpc::Verify(call, sql::kVerifyCourses, sql::kCountCourses, report);
}

}  // namespace

rpc::Service MakeVerificationService() {
  return {v1::VerificationService::service_full_name(), {{"Verify", Verify}}};
}

}  // namespace waymark::courses
