#include "services/common/rpc/verification.h"
#include "services/participants/services.h"
#include "services/participants/sql.h"
#include "waymark/participants/v1/verification.grpc.pb.h"

namespace waymark::participants {
namespace {

namespace v1 = waymark::participants::v1;

void Verify(rpc::Call& call, const v1::VerifyRequest&, waymark::events::v1::VerificationReport& report) {
  rpc::Verify(call, sql::kVerifyParticipants, sql::kCountParticipants, report);
}

}  // namespace

rpc::Service MakeVerificationService() {
  return {v1::VerificationService::service_full_name(), {{"Verify", Verify}}};
}

}  // namespace waymark::participants
