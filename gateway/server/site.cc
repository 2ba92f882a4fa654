#include "gateway/server/site.h"

#include <nlohmann/json.hpp>

#include "gateway/server/door.h"

namespace waymark::gateway {
namespace {

constexpr std::string_view kHealth = "/healthz", kReady = "/readyz", kDocs = "/docs",
                           kOpenApi = "/openapi.json", kMetrics = "/metrics";
constexpr std::chrono::milliseconds kPatience{1000};

// Inline style is all that the page needs; nothing is loaded and nothing runs.
constexpr char kDocsPolicy[] =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'";

}  // namespace

Site::Site(std::string openapi, std::string docs, const Metrics& metrics)
    : openapi_(std::move(openapi)), docs_(std::move(docs)), metrics_(metrics) {}

bool Site::Has(std::string_view path, const RequestInfo& info) const {
  return path == kHealth || path == kReady || path == kDocs || path == kOpenApi ||
         (path == kMetrics && info.from_loopback);
}

Awaitable<Response> Site::Serve(const Header& header, std::string_view path, const RequestInfo& info,
                                Upstreams& upstreams) const {
  Response response;
  if (header.method() != boost::beast::http::verb::get && header.method() != boost::beast::http::verb::head) {
    response = Problem(Error(Code::kUnimplemented, "METHOD_NOT_ALLOWED", "this path takes GET"), info, 405);
    response.headers.emplace_back("Allow", "GET, HEAD");
  } else if (path == kHealth) {
    response.body = R"({"status":"ok"})";
  } else if (path == kReady) {
    response = co_await Ready(upstreams);
  } else if (path == kOpenApi) {
    response.body = openapi_;
  } else if (path == kDocs) {
    response.content_type = "text/html; charset=utf-8";
    response.headers.emplace_back("Content-Security-Policy", kDocsPolicy);
    response.body = docs_;
  } else {
    response.content_type = "text/plain; version=0.0.4; charset=utf-8";
    response.body = metrics_.Text();
  }
  for (const std::string_view page : {kHealth, kReady, kDocs, kOpenApi, kMetrics}) {
    if (path == page) response.route = page;
  }
  co_return response;
}

Awaitable<Response> Site::Ready(Upstreams& upstreams) const {
  const std::vector<std::string> missing = co_await upstreams.NotServing(kPatience);
  if (missing.empty()) co_return Response{.body = R"({"status":"ready"})"};
  Response response{.status = 503, .headers = {{"Retry-After", "1"}}};
  response.body = nlohmann::json{{"status", "not ready"}, {"missing", missing}}.dump();
  response.code = "UNAVAILABLE";
  co_return response;
}

}  // namespace waymark::gateway
