#include "services/common/rpc/verification.h"
#include "services/participants/services.h"
#include "services/participants/sql.h"
#include "waymark/participants/v1/verification.grpc.pb.h"

namespace waymark::participants {
namespace {

namespace v1 = waymark::participants::v1;

class VerificationService final : public v1::VerificationService::CallbackService {
 public:
  explicit VerificationService(rpc::Runner& run) : run_(run) {}

  grpc::ServerUnaryReactor* Verify(grpc::CallbackServerContext* context, const v1::VerifyRequest* request,
                                   waymark::events::v1::VerificationReport* reply) override {
    return run_(context, request, reply, [](rpc::Call& call, const auto&, auto& report) {
      rpc::Verify(call, sql::kVerifyParticipants, sql::kCountParticipants, report);
    });
  }

 private:
  rpc::Runner& run_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeVerificationService(rpc::Runner& runner) {
  return std::make_unique<VerificationService>(runner);
}

}  // namespace waymark::participants
