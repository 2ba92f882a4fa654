#pragma once

#include <map>
#include <string>
#include <string_view>

#include "gateway/server/async.h"
#include "gateway/server/http.h"
#include "gateway/server/metrics.h"
#include "gateway/server/upstream.h"

namespace waymark::gateway {

// The few paths that answer without a token: /healthz (this process runs),
// /readyz (every service behind it serves), /docs, /openapi.json, and /metrics
// for callers on this machine.
class Site {
 public:
  // `openapi` and `docs` are sent as they are.
  Site(std::string openapi, std::string docs, const Metrics& metrics);

  // Whether this request is answered here.
  bool Has(std::string_view path, const RequestInfo& info) const;
  Awaitable<Response> Serve(const Header& header, std::string_view path, const RequestInfo& info,
                            Upstreams& upstreams) const;

 private:
  Awaitable<Response> Ready(Upstreams& upstreams) const;

  const std::string openapi_;
  const std::string docs_;
  const Metrics& metrics_;
};

}  // namespace waymark::gateway
