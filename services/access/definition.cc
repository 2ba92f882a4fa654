#include "services/access/definition.h"

#include "services/access/migrations.h"
#include "services/access/services.h"

namespace waymark::access {

rpc::ServiceDefinition Definition() {
  rpc::ServiceDefinition definition;
  definition.name = "access";
  definition.migrations = kMigrations;
  // Grants may be limited to a unit, or say which participant somebody is.
  definition.needs_directory = true;
  definition.make_services = [](rpc::Runner& runner) {
    const auto shared = std::make_shared<Shared>(runner);
    return std::vector{MakeAccountsService(shared), MakeSessionsService(shared), MakeApiTokensService(shared),
                       MakeGrantsService(shared), MakeIdentityService(shared)};
  };
  return definition;
}

}  // namespace waymark::access
