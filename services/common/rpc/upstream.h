#pragma once

#include <grpcpp/grpcpp.h>

#include <map>
#include <memory>
#include <string>

#include "services/common/authorization/peers.h"

namespace waymark::rpc {

// Where other services are, by their names: `unix:/run/waymark/courses.sock`.
using Upstreams = std::map<std::string, std::string>;

// A channel to another service, which is seen soon when it comes back. Over the network
// by the certificate of the service that asks.
std::shared_ptr<grpc::Channel> ChannelToUpstream(const std::string& service, const std::string& address,
                                                 const authorization::PeerFiles& files);

}  // namespace waymark::rpc
