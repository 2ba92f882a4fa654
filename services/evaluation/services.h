#pragma once

#include <memory>

#include "services/common/events/feed.h"
#include "services/common/rpc/runner.h"

namespace waymark::evaluation {

using SharedFeed = std::shared_ptr<const events::Feed>;

// `feed` reads the streams that evaluation consumes.
std::unique_ptr<grpc::Service> MakeFunnelService(rpc::Runner& runner, SharedFeed feed);
std::unique_ptr<grpc::Service> MakeStatusService(rpc::Runner& runner, SharedFeed feed);
std::unique_ptr<grpc::Service> MakeOutcomesService(rpc::Runner& runner, SharedFeed feed);

}  // namespace waymark::evaluation
