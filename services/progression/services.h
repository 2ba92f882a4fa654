#pragma once

#include <memory>

#include "services/common/rpc/service.h"

namespace waymark::progression {

rpc::Service MakeLaddersService();
rpc::Service MakePostsService();
rpc::Service MakeCareersService();
rpc::Service MakeMentorshipsService();
rpc::Service MakeVerificationService();

}  // namespace waymark::progression
