#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>

#include "services/common/rpc/runner.h"

// The gRPC services of this program.
namespace waymark::courses {

std::unique_ptr<grpc::Service> MakeProgrammesService(rpc::Runner& runner);
std::unique_ptr<grpc::Service> MakeCoursesService(rpc::Runner& runner);
std::unique_ptr<grpc::Service> MakeCohortsService(rpc::Runner& runner);
std::unique_ptr<grpc::Service> MakeEnrolmentsService(rpc::Runner& runner);
std::unique_ptr<grpc::Service> MakeAttendancesService(rpc::Runner& runner);
std::unique_ptr<grpc::Service> MakeCredentialsService(rpc::Runner& runner);
std::unique_ptr<grpc::Service> MakeAssessmentsService(rpc::Runner& runner);
std::unique_ptr<grpc::Service> MakeVerificationService(rpc::Runner& runner);

}  // namespace waymark::courses
