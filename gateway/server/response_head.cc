#include "gateway/server/response_head.h"

#include <charconv>
#include <ctime>

#include "gateway/server/problem.h"

namespace waymark::gateway {
namespace {

// For an API: nothing may be loaded, framed or kept.
constexpr std::string_view kPolicy =
    "Content-Security-Policy: default-src 'none'; base-uri 'none'; frame-ancestors 'none'\r\n";
constexpr std::string_view kCareful =
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: no-referrer\r\n";
constexpr std::string_view kKeepNothing = "Cache-Control: no-store\r\n";

// Browsers come back over TLS alone, for a year, to this host and all below it.
constexpr std::string_view kStayEncrypted =
    "Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n";

// `Date: Tue, 15 Nov 1994 08:12:31 GMT`, made once a second and thread.
std::string_view DateLine() {
  thread_local std::time_t last = 0;
  thread_local char line[48];
  thread_local size_t size = 0;
  const std::time_t now = std::time(nullptr);
  if (now != last) {
    std::tm utc;
    gmtime_r(&now, &utc);
    size = std::strftime(line, sizeof(line), "Date: %a, %d %b %Y %H:%M:%S GMT\r\n", &utc);
    last = now;
  }
  return {line, size};
}

// RFC 9110: an answer that never has a body.
bool HasNoBody(int status) { return status == 204 || status == 304; }

void AppendNumber(std::string& out, size_t number) {
  char digits[24];
  out.append(digits, std::to_chars(digits, digits + sizeof(digits), number).ptr);
}

}  // namespace

void MakeHead(const Response& response, const HeadOptions& options, std::string& out) {
  out = "HTTP/1.1 ";
  AppendNumber(out, static_cast<size_t>(response.status));
  out.append(" ").append(StatusPhrase(response.status)).append("\r\n").append(DateLine());
  if (!HasNoBody(response.status)) {
    out.append("Content-Type: ").append(response.content_type).append("\r\n");
  }
  if (!HasNoBody(response.status) && options.of_known_length) {
    out.append("Content-Length: ");
    AppendNumber(out, response.text().size());
    out.append("\r\n");
  }
  bool has_policy = false, says_what_to_keep = false;
  for (const auto& [name, value] : response.headers) {
    out.append(name).append(": ").append(value).append("\r\n");
    has_policy |= name == "Content-Security-Policy";
    says_what_to_keep |= name == "Cache-Control";
  }
  out.append("X-Request-Id: ").append(options.request_id).append("\r\n").append(kCareful);
  if (!says_what_to_keep) out.append(kKeepNothing);
  if (!has_policy) out.append(kPolicy);
  if (options.encrypted) out.append(kStayEncrypted);
  if (!options.keep_alive) {
    out.append("Connection: close\r\n");
  } else if (options.version == 10) {
    out.append("Connection: keep-alive\r\n");
  }
  out.append("\r\n");
}

}  // namespace waymark::gateway
