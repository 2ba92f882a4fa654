#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>

#include "services/access/shared.h"
#include "services/common/rpc/runner.h"

// The gRPC services of this program.
namespace waymark::access {

std::unique_ptr<grpc::Service> MakeAccountsService(rpc::Runner& runner, std::shared_ptr<Shared> shared);
std::unique_ptr<grpc::Service> MakeSessionsService(rpc::Runner& runner, std::shared_ptr<Shared> shared);
std::unique_ptr<grpc::Service> MakeApiTokensService(rpc::Runner& runner, std::shared_ptr<Shared> shared);
std::unique_ptr<grpc::Service> MakeGrantsService(rpc::Runner& runner, std::shared_ptr<Shared> shared);
std::unique_ptr<grpc::Service> MakeIdentityService(rpc::Runner& runner, std::shared_ptr<Shared> shared);

}  // namespace waymark::access
