#include "services/progression/definition.h"

#include "services/common/events/reach_copy.h"
#include "services/common/rpc/parked_events.h"
#include "services/progression/migrations.h"
#include "services/progression/services.h"
#include "waymark/progression/v1/parked_events.grpc.pb.h"

namespace waymark::progression {

rpc::ServiceDefinition Definition() {
  rpc::ServiceDefinition definition;
  definition.name = "progression";
  definition.migrations = kMigrations;
  definition.knows_reach = true;
  definition.consumes = {"participants"};
  definition.make_event_handler = events::MakeReachCopy;
  definition.make_services = [](rpc::Runner&) {
    return std::vector{MakeLaddersService(),
                       MakePostsService(),
                       MakeCareersService(),
                       MakeMentorshipsService(),
                       MakeVerificationService(),
                       rpc::MakeParkedEventsService({.service = v1::ParkedEventsService::service_full_name(),
                                                     .consumer = "progression",
                                                     .make_handler = events::MakeReachCopy})};
  };
  definition.names_accounts = true;
  return definition;
}

}  // namespace waymark::progression
