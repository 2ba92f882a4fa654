#pragma once

#include <memory>

#include "services/common/events/feed.h"
#include "services/common/rpc/runner.h"
#include "services/evaluation/outcome_hub.h"

namespace waymark::evaluation {

using SharedFeed = std::shared_ptr<const events::Feed>;

// `feed` reads the streams that evaluation consumes.
rpc::Service MakeFunnelService(SharedFeed feed);
rpc::Service MakeStatusService(SharedFeed feed);
rpc::Service MakeOutcomesService(const rpc::Runner& runner, SharedFeed feed, const HubOptions& options);

}  // namespace waymark::evaluation
