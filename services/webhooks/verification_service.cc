#include "services/common/rpc/verification.h"
#include "services/webhooks/services.h"
#include "services/webhooks/sql.h"
#include "waymark/webhooks/v1/verification.grpc.pb.h"

namespace waymark::webhooks {
namespace {

namespace v1 = waymark::webhooks::v1;

void Verify(rpc::Call& call, const v1::VerifyRequest&, waymark::events::v1::VerificationReport& report) {
  rpc::Verify(call, sql::kVerifyWebhooks, sql::kCountWebhookFigures, report);
}

}  // namespace

rpc::Service MakeVerificationService() {
  return {v1::VerificationService::service_full_name(), {{"Verify", Verify}}};
}

}  // namespace waymark::webhooks
