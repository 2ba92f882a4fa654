#include "gateway/server/request_problems.h"

#include "gateway/server/problem.h"
#include "gateway/server/request_parser.h"
#include "services/common/base/text.h"

namespace waymark::gateway {
namespace {

namespace http = boost::beast::http;

bool IsKnownMethod(http::verb verb) {
  switch (verb) {
    case http::verb::get:
    case http::verb::head:
    case http::verb::post:
    case http::verb::put:
    case http::verb::patch:
    case http::verb::delete_:
    case http::verb::options:
      return true;
    default:
      return false;
  }
}

// Two ways to tell the length let two programs read two different requests. Null: it is told once.
const char* WrongLength(const Header& request) {
  const std::string_view coding = HeaderValue(request, http::field::transfer_encoding);
  const size_t codings = request.count(http::field::transfer_encoding);
  const size_t lengths = request.count(http::field::content_length);
  if (codings > 0 && (codings > 1 || Lower(coding) != "chunked" || request.version() != 11 || lengths > 0)) {
    return "Transfer-Encoding must be chunked, alone, without Content-Length";
  }
  if (lengths > 1 || (lengths == 1 && !IsOneNumber(HeaderValue(request, http::field::content_length)))) {
    return "Content-Length must be one number";
  }
  return nullptr;
}

Response VersionProblem(const RequestInfo& info) {
  return Problem(
      Error(Code::kInvalidArgument, "HTTP_VERSION_UNSUPPORTED", "only HTTP/1.1 and HTTP/1.0 are spoken"),
      info, 505);
}

}  // namespace

Error Malformed(std::string description) {
  return Error(Code::kInvalidArgument, "REQUEST_MALFORMED", std::move(description));
}

Response TookTooLong(std::string_view part, const RequestInfo& info) {
  return Problem(Error(Code::kDeadlineExceeded, "REQUEST_TIMEOUT",
                       "the " + std::string(part) + " of the request did not arrive in time"),
                 info, 408);
}

Response ParseProblem(boost::beast::error_code error, std::string_view unread, const ConnectionLimits& limits,
                      const RequestInfo& info) {
  if (error == http::error::header_limit || error == http::error::buffer_overflow)
    return HeaderTooLarge(limits, info);
  if (error == http::error::body_limit) return BodyTooLarge(limits, info);
  // The parser says so of anything in the version's place.
  if (error == http::error::bad_version && NamesVersion(unread.substr(0, unread.find("\r\n")))) {
    return VersionProblem(info);
  }
  return Problem(Malformed("this is not an HTTP request: " + error.message()), info);
}

Response HeaderTooLarge(const ConnectionLimits& limits, const RequestInfo& info) {
  return Problem(Error(Code::kInvalidArgument, "HEADER_TOO_LARGE",
                       "header and trailer are limited to " + std::to_string(limits.header_bytes) +
                           " bytes and " + std::to_string(limits.header_fields) + " fields each"),
                 info, 431);
}

Response BodyTooLarge(const ConnectionLimits& limits, const RequestInfo& info) {
  return Problem(Error(Code::kInvalidArgument, "BODY_TOO_LARGE",
                       "the body is limited to " + std::to_string(limits.body_bytes) + " bytes"),
                 info, 413);
}

std::optional<Response> HeaderProblem(const Header& request, const ConnectionLimits& limits,
                                      const RequestInfo& info) {
  if (request.version() != 11 && request.version() != 10) return VersionProblem(info);
  if (static_cast<size_t>(std::distance(request.begin(), request.end())) > limits.header_fields) {
    return HeaderTooLarge(limits, info);
  }
  if (!IsKnownMethod(request.method())) {
    return Problem(Error(Code::kUnimplemented, "METHOD_UNKNOWN", "this HTTP method is not known"), info, 501);
  }
  const size_t hosts = request.count(http::field::host);
  if (hosts > 1 || (hosts == 0 && request.version() == 11)) {
    return Problem(Malformed("exactly one Host header is needed"), info);
  }
  if (hosts == 1 && !IsHost(HeaderValue(request, http::field::host))) {
    return Problem(Malformed("Host must be a host, with a port or without"), info);
  }
  if (!IsTarget(request)) return Problem(Malformed("the target must be a path or a URL of http"), info);
  if (const char* wrong = WrongLength(request)) return Problem(Malformed(wrong), info);
  const std::string_view expect = HeaderValue(request, http::field::expect);
  if (!expect.empty() && Lower(expect) != "100-continue") {
    return Problem(Malformed("this expectation cannot be met"), info, 417);
  }
  return std::nullopt;
}

}  // namespace waymark::gateway
