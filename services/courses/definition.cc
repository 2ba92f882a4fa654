#include "services/courses/definition.h"

#include "services/common/events/reach_copy.h"
#include "services/courses/migrations.h"
#include "services/courses/services.h"

namespace waymark::courses {

rpc::ServiceDefinition Definition() {
  return {.name = "courses",
          .migrations = kMigrations,
          .make_services =
              [](rpc::Runner&) {
                return std::vector{
                    MakeProgrammesService(),  MakeCoursesService(),     MakeCohortsService(),
                    MakeInstructorsService(), MakeEnrolmentsService(),  MakeAttendancesService(),
                    MakeCredentialsService(), MakeAssessmentsService(), MakeVerificationService()};
              },
          .knows_reach = true,
          .needs_directory = true,
          .names_accounts = true,
          .consumes = {"participants", "progression"},
          .make_event_handler = events::MakeReachCopy};
}

}  // namespace waymark::courses
