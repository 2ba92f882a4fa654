#pragma once

#include <memory>

#include "services/common/rpc/runner.h"

namespace waymark::progression {

std::unique_ptr<grpc::Service> MakeLaddersService(rpc::Runner& runner);
std::unique_ptr<grpc::Service> MakePostsService(rpc::Runner& runner);
std::unique_ptr<grpc::Service> MakeCareersService(rpc::Runner& runner);
std::unique_ptr<grpc::Service> MakeVerificationService(rpc::Runner& runner);

}  // namespace waymark::progression
