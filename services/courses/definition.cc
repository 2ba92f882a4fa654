#include "services/courses/definition.h"

#include "services/common/events/reach_copy.h"
#include "services/courses/migrations.h"
#include "services/courses/services.h"

namespace waymark::courses {

rpc::ServiceDefinition Definition() {
  return {.name = "courses",
          .migrations = kMigrations,
          .make_services =
              [](rpc::Runner& runner) {
                std::vector<std::unique_ptr<grpc::Service>> services;
                for (const auto make : {MakeProgrammesService, MakeCoursesService, MakeCohortsService,
                                        MakeEnrolmentsService, MakeAttendancesService, MakeCredentialsService,
                                        MakeAssessmentsService, MakeVerificationService}) {
                  services.push_back(make(runner));
                }
                return services;
              },
          .knows_reach = true,
          .needs_directory = true,
          .consumes = {"participants"},
          .make_event_handler = events::MakeReachCopy};
}

}  // namespace waymark::courses
