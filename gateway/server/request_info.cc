#include "gateway/server/request_info.h"

#include <cmath>

#include "services/common/base/ids.h"
#include "services/common/base/log.h"
#include "services/common/base/trace_context.h"

namespace waymark::gateway {
namespace {

bool IsRequestId(std::string_view text) {
  for (const char c : text) {
    const bool fine = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                      c == '-' || c == '_' || c == '.';
    if (!fine) return false;
  }
  return !text.empty() && text.size() <= 128;
}

}  // namespace

RequestInfo InfoOf(const Header& header, std::string address) {
  const std::string_view request_id = HeaderValue(header, "X-Request-Id");
  return {.request_id = IsRequestId(request_id) ? std::string(request_id) : NewUuid(),
          .traceparent = ContinueTrace(HeaderValue(header, "traceparent")),
          .address = std::move(address)};
}

void Report(const Access& access, const RequestInfo& info, Metrics& metrics) {
  metrics.RequestEnds(access.route, access.status, access.took);
  Log(access.status >= 500 ? LogLevel::kWarning : LogLevel::kInfo, "request",
      {{"method", access.method},
       {"route", access.route},
       {"status", access.status},
       {"code", access.code},
       {"ms", std::round(access.took.count() * 1e5) / 100},
       {"request_bytes", access.request_bytes},
       {"response_bytes", access.response_bytes},
       {"address", info.address},
       {"request_id", info.request_id},
       {"trace_id", TraceIdOf(info.traceparent)}});
}

}  // namespace waymark::gateway
