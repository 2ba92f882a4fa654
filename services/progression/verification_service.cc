#include "services/common/rpc/verification.h"
#include "services/progression/services.h"
#include "services/progression/sql.h"
#include "waymark/progression/v1/verification.grpc.pb.h"

namespace waymark::progression {
namespace {

namespace v1 = waymark::progression::v1;

void Verify(rpc::Call& call, const v1::VerifyRequest&, waymark::events::v1::VerificationReport& report) {
  rpc::Verify(call, sql::kVerifyProgression, sql::kCountProgression, report);
}

}  // namespace

rpc::Service MakeVerificationService() {
  return {v1::VerificationService::service_full_name(), {{"Verify", Verify}}};
}

}  // namespace waymark::progression
