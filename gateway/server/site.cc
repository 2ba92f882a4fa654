#include "gateway/server/site.h"

#include <nlohmann/json.hpp>

#include "gateway/server/door.h"
#include "gateway/server/grpc_health.h"
#include "gateway/server/problem.h"

namespace waymark::gateway {
namespace {

constexpr std::string_view kHealth = "/healthz", kReady = "/readyz", kMetrics = "/metrics", kClient = "web";

}  // namespace

const Page* Site::Find(std::string_view path) const {
  for (const Page& page : pages_) {
    if (page.path == path) return &page;
  }
  return nullptr;
}

bool Site::Has(const Header& header, std::string_view path, const RequestInfo& info) const {
  return HasOwn(path, info) || client_.Has(header, path);
}

bool Site::HasOwn(std::string_view path, const RequestInfo& info) const {
  return path == kHealth || path == kReady || (path == kMetrics && info.from_loopback) || Find(path);
}

Awaitable<Response> Site::Serve(const Header& header, std::string_view path, const RequestInfo& info,
                                const Door& door, Upstreams& upstreams) const {
  Response response;
  const Page* page = Find(path);
  // What is large, or asks others. A page of the client is many requests, and small ones.
  try {
    if (page || path == kReady) door.LimitStranger(info);
  } catch (const Error& error) {
    co_return Problem(error, info);
  }
  if (header.method() != boost::beast::http::verb::get && header.method() != boost::beast::http::verb::head) {
    response = Problem(Error(Code::kUnimplemented, "METHOD_NOT_ALLOWED", "this path takes GET"), info, 405);
    response.headers.emplace_back("Allow", "GET, HEAD");
  } else if (!HasOwn(path, info)) {
    response = client_.Serve(header, path);
    response.route = kClient;
    co_return response;
  } else if (page) {
    response.content_type = page->content_type;
    response.headers.emplace_back("Content-Security-Policy", std::string(kPagePolicy));
    response.page = &page->body;
  } else if (path == kHealth) {
    response.body = R"({"status":"ok"})";
  } else if (path == kReady) {
    response = co_await Ready(upstreams);
  } else {
    response.content_type = "text/plain; version=0.0.4; charset=utf-8";
    response.body = metrics_.Text();
  }
  // A text of ours: the client's does not outlive the request.
  response.route = page ? page->path : path == kHealth ? kHealth : path == kReady ? kReady : kMetrics;
  co_return response;
}

Awaitable<Response> Site::Ready(Upstreams& upstreams) const {
  const std::vector<std::string> missing = co_await upstreams.NotServing(kHealthPatience);
  if (missing.empty()) co_return Response{.body = R"({"status":"ready"})"};
  Response response{.status = 503, .headers = {{"Retry-After", "1"}}};
  response.body = nlohmann::json{{"status", "not ready"}, {"missing", missing}}.dump();
  response.code = "UNAVAILABLE";
  co_return response;
}

}  // namespace waymark::gateway
