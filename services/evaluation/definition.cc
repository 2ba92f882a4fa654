#include "services/evaluation/definition.h"

#include "services/common/rpc/parked_events.h"
#include "services/evaluation/facts_handler.h"
#include "services/evaluation/migrations.h"
#include "services/evaluation/services.h"
#include "services/evaluation/stream_positions.h"
#include "waymark/evaluation/v1/parked_events.grpc.pb.h"

namespace waymark::evaluation {

rpc::ServiceDefinition Definition(const HubOptions& hub_options) {
  const auto hub = std::make_shared<HubOptions>(hub_options);
  rpc::ServiceDefinition definition;
  definition.name = "evaluation";
  definition.migrations = kMigrations;
  definition.gives_way = true;
  definition.consumes = Producers();
  definition.make_event_handler = MakeFactsHandler;
  definition.read_model = {
      "organization",        "unit",       "unit_parent", "person",       "person_unit",
      "person_attribute",    "programme",  "course",      "cohort",       "enrolment_fact",
      "enrolment_attribute", "graduation", "career_fact", "person_career"};
  definition.make_services = [hub](rpc::Runner& runner) {
    const auto feed = std::make_shared<const events::Feed>(
        runner.options().redis, Producers(), runner.options().partitions, runner.options().published);
    return std::vector{MakeFunnelService(feed), MakeStatusService(feed),
                       MakeOutcomesService(runner, feed, *hub),
                       rpc::MakeParkedEventsService({.service = v1::ParkedEventsService::service_full_name(),
                                                     .consumer = "evaluation",
                                                     .make_handler = MakeFactsHandler})};
  };
  definition.declare_settings = [hub](Config& config) { DeclareLimits(config, *hub); };
  return definition;
}

}  // namespace waymark::evaluation
