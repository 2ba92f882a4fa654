#include "services/participants/definition.h"

#include "services/participants/migrations.h"
#include "services/participants/services.h"

namespace waymark::participants {

rpc::ServiceDefinition Definition() {
  rpc::ServiceDefinition definition;
  definition.name = "participants";
  definition.migrations = kMigrations;
  definition.knows_reach = true;
  definition.make_services = [](rpc::Runner& runner) {
    std::vector<std::unique_ptr<grpc::Service>> services;
    services.push_back(MakeOrganizationsService(runner));
    services.push_back(MakeUnitsService(runner));
    services.push_back(MakeParticipantsService(runner));
    services.push_back(MakeDirectoryService(runner));
    services.push_back(MakeVerificationService(runner));
    return services;
  };
  return definition;
}

}  // namespace waymark::participants
