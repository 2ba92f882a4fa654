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
    std::vector<std::unique_ptr<grpc::Service>> services;
    services.push_back(MakeAccountsService(runner, shared));
    services.push_back(MakeSessionsService(runner, shared));
    services.push_back(MakeApiTokensService(runner, shared));
    services.push_back(MakeGrantsService(runner, shared));
    services.push_back(MakeIdentityService(runner, shared));
    return services;
  };
  return definition;
}

}  // namespace waymark::access
