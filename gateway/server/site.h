#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gateway/server/async.h"
#include "gateway/server/http.h"
#include "gateway/server/metrics.h"
#include "gateway/server/upstream.h"
#include "gateway/server/web_client.h"

namespace waymark::gateway {

// A page may load our own style sheet and nothing else; nothing runs.
constexpr std::string_view kPagePolicy =
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

class Door;

// A page that is sent as it is.
struct Page {
  std::string_view path;
  std::string_view content_type;
  std::string body;
};

// The few paths that answer without a token: /healthz (this process runs),
// /readyz (every service behind it serves), the pages, the web client, and /metrics for
// callers on this machine.
class Site {
 public:
  Site(std::vector<Page> pages, WebClient client, const Metrics& metrics)
      : pages_(std::move(pages)), client_(std::move(client)), metrics_(metrics) {}

  // Whether this request is answered here.
  bool Has(const Header& header, std::string_view path, const RequestInfo& info) const;
  Awaitable<Response> Serve(const Header& header, std::string_view path, const RequestInfo& info,
                            const Door& door, Upstreams& upstreams) const;

 private:
  // Of its own, besides the client's.
  bool HasOwn(std::string_view path, const RequestInfo& info) const;
  Awaitable<Response> Ready(Upstreams& upstreams) const;

  const Page* Find(std::string_view path) const;

  const std::vector<Page> pages_;
  const WebClient client_;
  const Metrics& metrics_;
};

}  // namespace waymark::gateway
