#include "services/progression/definition.h"

#include "services/progression/migrations.h"
#include "services/progression/services.h"

namespace waymark::progression {

rpc::ServiceDefinition Definition() {
  rpc::ServiceDefinition definition;
  definition.name = "progression";
  definition.migrations = kMigrations;
  definition.make_services = [](rpc::Runner& runner) {
    std::vector<std::unique_ptr<grpc::Service>> services;
    services.push_back(MakeLaddersService(runner));
    services.push_back(MakePostsService(runner));
    services.push_back(MakeCareersService(runner));
    services.push_back(MakeVerificationService(runner));
    return services;
  };
  definition.needs_directory = true;
  return definition;
}

}  // namespace waymark::progression
