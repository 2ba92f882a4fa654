#include "services/participants/definition.h"

#include "services/participants/migrations.h"
#include "services/participants/services.h"
#include "services/participants/taught_copy.h"

namespace waymark::participants {

rpc::ServiceDefinition Definition() {
  rpc::ServiceDefinition definition;
  definition.name = "participants";
  definition.migrations = kMigrations;
  definition.knows_reach = true;
  definition.make_services = [](rpc::Runner&) {
    return std::vector{MakeOrganizationsService(), MakeUnitsService(),     MakeParticipantsService(),
                       MakeOpeningsService(),      MakeDirectoryService(), MakeVerificationService()};
  };
  // Who teaches whom, and who accompanies whom.
  definition.consumes = {"courses", "progression"};
  definition.make_event_handler = MakeTaughtCopy;
  return definition;
}

}  // namespace waymark::participants
