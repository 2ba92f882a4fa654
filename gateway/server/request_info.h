#pragma once

#include <chrono>
#include <string>

#include "gateway/server/http.h"
#include "gateway/server/metrics.h"

namespace waymark::gateway {

// The id and the trace of a request: those that its header names, or new ones.
RequestInfo InfoOf(const Header& header, std::string address);

// What is told of a request when it has been answered.
struct Access {
  std::string_view method;  // of HTTP, or `gRPC`
  std::string_view route = "-";
  int status = 200;  // of HTTP
  std::string_view code = "OK";
  std::chrono::duration<double> took{};
  size_t request_bytes = 0;
  size_t response_bytes = 0;
};

// Counts it and writes its line into the log.
void Report(const Access& access, const RequestInfo& info, Metrics& metrics);

}  // namespace waymark::gateway
