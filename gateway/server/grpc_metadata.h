#pragma once

#include <grpcpp/generic/async_generic_service.h>

#include <string>
#include <string_view>

#include "gateway/server/http.h"

namespace waymark::gateway {

// A gRPC call as the request that it is: POST to the method's path. Of its
// metadata the header holds what means something to the gateway; no cookie is
// among that.
Header HeaderOf(const grpc::GenericCallbackServerContext& context);

// The IP address in a peer of gRPC, without a zone: `ipv4:127.0.0.1:4711`, `ipv6:%5Bfe80::1%252%5D:4711`.
std::string AddressOf(std::string_view peer);

}  // namespace waymark::gateway
