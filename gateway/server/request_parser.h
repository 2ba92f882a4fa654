#pragma once

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <string_view>

#include "gateway/server/http.h"

namespace waymark::gateway {

// Whether the text holds a control character other than a tab.
bool HasControls(std::string_view text);

// Beast's parser, but that a trailer stays out of the header, and that a line of a
// chunked body ends where others see its end.
class RequestParser final : public boost::beast::http::request_parser<boost::beast::http::string_body> {
 public:
  // The trailer as it stands at the end of `parsed`, what was parsed last; empty when there is none.
  std::string_view TrailerIn(std::string_view parsed) const {
    return trailer_ ? parsed.substr(static_cast<size_t>(trailer_ - parsed.data())) : std::string_view();
  }
  size_t trailer_fields() const { return trailer_fields_; }

 private:
  // RFC 9110 section 6.5.1: a trailer is not merged into the header. Who calls
  // and for what was read from the header before the trailer came.
  void on_field_impl(boost::beast::http::field name, boost::beast::string_view name_text,
                     boost::beast::string_view value, boost::beast::error_code&) override {
    if (!is_header_done()) return get().insert(name, name_text, value);
    if (!trailer_) trailer_ = name_text.data();
    ++trailer_fields_;
  }

  // RFC 9112 section 7.1.1: no control character is in an extension. Who takes a
  // bare LF for the end of a line would see other chunks.
  void on_chunk_header_impl(uint64_t, boost::beast::string_view extensions,
                            boost::beast::error_code& error) override {
    if (HasControls(View(extensions))) error = boost::beast::http::error::bad_chunk_extension;
  }

  const char* trailer_ = nullptr;  // where its first name begins
  size_t trailer_fields_ = 0;
};

// What RFC 9110 and 9112 ask of a request and Beast does not look at. All are
// pure functions of the text.

// Whether a line of `header` is folded: whitespace begins it.
bool HasFoldedLine(std::string_view header);

// Whether the start line ends with the name of an HTTP version, any version.
bool NamesVersion(std::string_view start_line);

// Whether a Host, or the authority of a target, names a host.
bool IsHost(std::string_view text);

// Whether the target is a path, a URL of http(s), or `*` where that makes sense.
bool IsTarget(const Header& header);

// Whether a Content-Length is one number; Beast takes `5, 5` too.
bool IsOneNumber(std::string_view content_length);

}  // namespace waymark::gateway
