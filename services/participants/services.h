#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>

#include "services/common/rpc/runner.h"

// The gRPC services of this program.
namespace waymark::participants {

std::unique_ptr<grpc::Service> MakeOrganizationsService(rpc::Runner& runner);
std::unique_ptr<grpc::Service> MakeUnitsService(rpc::Runner& runner);
std::unique_ptr<grpc::Service> MakeParticipantsService(rpc::Runner& runner);
std::unique_ptr<grpc::Service> MakeDirectoryService(rpc::Runner& runner);
std::unique_ptr<grpc::Service> MakeVerificationService(rpc::Runner& runner);

}  // namespace waymark::participants
