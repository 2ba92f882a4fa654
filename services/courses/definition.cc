#include "services/courses/definition.h"

#include "services/common/events/reach_copy.h"
#include "services/common/rpc/parked_events.h"
#include "services/courses/migrations.h"
#include "services/courses/services.h"
#include "waymark/courses/v1/parked_events.grpc.pb.h"

namespace waymark::courses {

rpc::ServiceDefinition Definition() {
  return {.name = "courses",
          .migrations = kMigrations,
          .make_services =
              [](rpc::Runner&) {
                return std::vector{
                    MakeProgrammesService(),
                    MakeCoursesService(),
                    MakeCohortsService(),
                    MakeInstructorsService(),
                    MakeEnrolmentsService(),
                    MakeAttendancesService(),
                    MakeCredentialsService(),
                    MakeProgressService(),
                    MakeAssessmentsService(),
                    MakeVerificationService(),
                    rpc::MakeParkedEventsService({.service = v1::ParkedEventsService::service_full_name(),
                                                  .consumer = "courses",
                                                  .make_handler = events::MakeReachCopy})};
              },
          .knows_reach = true,
          .names_accounts = true,
          .consumes = {"participants", "progression"},
          .make_event_handler = events::MakeReachCopy};
}

}  // namespace waymark::courses
