#include "services/webhooks/definition.h"

#include "services/common/rpc/parked_events.h"
#include "services/webhooks/dispatch_round.h"
#include "services/webhooks/message.h"
#include "services/webhooks/migrations.h"
#include "services/webhooks/outcomes_handler.h"
#include "services/webhooks/services.h"
#include "services/webhooks/sql.h"
#include "waymark/webhooks/v1/parked_events.grpc.pb.h"

namespace waymark::webhooks {

rpc::ServiceDefinition Definition(const Settings& given) {
  const auto settings = std::make_shared<Settings>(given);
  rpc::ServiceDefinition definition;
  definition.name = "webhooks";
  definition.migrations = kMigrations;
  definition.sealed = {
      {.purpose = kSecretPurpose, .list = &sql::kListSealedSecrets, .renew = &sql::kRenewSealedSecrets},
      {.purpose = kSecretPurpose,
       .list = &sql::kListSealedPreviousSecrets,
       .renew = &sql::kRenewSealedPreviousSecrets}};
  definition.consumes = {"courses", "progression"};
  const auto make_handler = [] { return MakeOutcomesHandler(); };
  definition.make_event_handler = make_handler;
  definition.make_services = [settings, make_handler](rpc::Runner& runner) {
    const auto shared = std::make_shared<Shared>(runner, *settings);
    return std::vector{MakeWebhooksService(shared), MakeDeliveriesService(), MakeVerificationService(),
                       rpc::MakeParkedEventsService({.service = v1::ParkedEventsService::service_full_name(),
                                                     .consumer = "webhooks",
                                                     .make_handler = make_handler})};
  };
  definition.declare_settings = [settings](Config& config) { DeclareSettings(config, *settings); };
  definition.start_background = [settings](const rpc::Runner& runner) -> std::shared_ptr<void> {
    return std::make_shared<DispatchRound>(runner.options().database, runner.options().token_key, *settings);
  };
  return definition;
}

}  // namespace waymark::webhooks
