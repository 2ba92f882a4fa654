#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/server/api.h"

namespace waymark::gateway {

// grpc.health.v1 for what is behind the gateway. Its two messages of one field
// are read and written by its number.

constexpr std::chrono::milliseconds kHealthPatience{1000};
constexpr std::string_view kHealthCheck = "/grpc.health.v1.Health/Check";
// HealthCheckResponse.status.
constexpr std::string_view kServing = "\x08\x01", kNotServing = "\x08\x02";

// The service that a HealthCheckRequest names; empty: all.
std::string ServiceAskedFor(const std::string& request);
// The HealthCheckResponse, when the services `missing` do not serve. Throws
// NOT_FOUND for a service that is not served here.
std::string HealthOf(const std::string& service, const Api& api, const std::vector<std::string>& missing);

}  // namespace waymark::gateway
