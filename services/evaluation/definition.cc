#include "services/evaluation/definition.h"

#include "services/evaluation/facts_handler.h"
#include "services/evaluation/migrations.h"
#include "services/evaluation/services.h"
#include "services/evaluation/stream_positions.h"

namespace waymark::evaluation {

rpc::ServiceDefinition Definition() {
  rpc::ServiceDefinition definition;
  definition.name = "evaluation";
  definition.migrations = kMigrations;
  definition.publishes = false;
  definition.consumes = Producers();
  definition.make_event_handler = MakeFactsHandler;
  definition.make_services = [](rpc::Runner& runner) {
    const auto feed = std::make_shared<const events::Feed>(runner.options().redis, Producers());
    std::vector<std::unique_ptr<grpc::Service>> services;
    services.push_back(MakeFunnelService(runner, feed));
    services.push_back(MakeStatusService(runner, feed));
    services.push_back(MakeOutcomesService(runner, feed));
    return services;
  };
  return definition;
}

}  // namespace waymark::evaluation
