#pragma once

#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace waymark::gateway {

using Request = boost::beast::http::request<boost::beast::http::string_body>;
using Header = boost::beast::http::request_header<>;

inline std::string_view View(boost::beast::string_view text) { return {text.data(), text.size()}; }

// The value of a header, or empty.
inline std::string_view HeaderValue(const Header& header, boost::beast::http::field name) {
  return View(header[name]);
}
inline std::string_view HeaderValue(const Header& header, std::string_view name) {
  return View(header[boost::beast::string_view(name.data(), name.size())]);
}

// Where a request goes: `/path?query`, also where the client sent
// `http://host/path?query`.
struct Target {
  std::string_view path;
  std::string_view query;
};
inline Target TargetOf(const Header& header) {
  std::string_view target = View(header.target());
  if (const size_t scheme = target.find("://");
      !target.starts_with('/') && scheme != std::string_view::npos) {
    // RFC 9110 section 4.2.3: without a path it is that of the root.
    const size_t end = target.find_first_of("/?", scheme + 3);
    if (end == std::string_view::npos) return {"/", {}};
    if (target[end] == '?') return {"/", target.substr(end + 1)};
    target = target.substr(end);
  }
  const size_t question = target.find('?');
  if (question == std::string_view::npos) return {target, {}};
  return {target.substr(0, question), target.substr(question + 1)};
}

// What is known of a request besides its text.
struct RequestInfo {
  std::string request_id = {};
  std::string traceparent = {};
  bool from_loopback = false;
  std::string address = {};  // of the client
};

// An answer. The connection adds what every response has: length, date,
// request id, and the headers that make browsers careful.
struct Response {
  int status = 200;
  std::string_view content_type = "application/json";
  std::vector<std::pair<std::string_view, std::string>> headers = {};
  std::string body = {};
  // In its place: a page, of which slow clients do not each keep a copy.
  const std::string* page = nullptr;
  std::string_view text() const { return page ? *page : body; }
  // How much of it has gone out already, where it was an answer in parts.
  std::optional<size_t> sent = {};
  // For the log and the metrics: which mapping it was, and the gRPC code.
  std::string_view route = "-";
  std::string_view code = "OK";
};

}  // namespace waymark::gateway
