#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "services/common/authorization/peers.h"
#include "services/common/events/published.h"
#include "services/common/rpc/service.h"

namespace waymark::rpc {

// Serves the published events of a service: see waymark/replay/v1/replay.proto.
Service MakeReplayService();

// Asks a service at that address for its events; over the network by the certificate of
// the one that asks. Waits so long for a page.
std::shared_ptr<events::Published> PublishedBy(const std::string& service, const std::string& address,
                                               const authorization::PeerFiles& files,
                                               std::chrono::seconds patience = std::chrono::seconds(30));

}  // namespace waymark::rpc
