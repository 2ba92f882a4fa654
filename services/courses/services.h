#pragma once

#include <memory>

#include "services/common/rpc/service.h"

// The services of this program.
namespace waymark::courses {

rpc::Service MakeProgrammesService();
rpc::Service MakeCoursesService();
rpc::Service MakeCohortsService();
rpc::Service MakeInstructorsService();
rpc::Service MakeEnrolmentsService();
rpc::Service MakeAttendancesService();
rpc::Service MakeCredentialsService();
rpc::Service MakeProgressService();
rpc::Service MakeAssessmentsService();
rpc::Service MakeVerificationService();

}  // namespace waymark::courses
