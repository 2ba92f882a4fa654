#include "gateway/server/request_parser.h"

#include <algorithm>

#include "services/common/base/text.h"

namespace waymark::gateway {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Of a reg-name: unreserved, sub-delims, and the percent of an escape (RFC 3986
// section 3.2.2).
bool MayBeInName(char c) {
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return letter || IsDigit(c) || std::string_view("-._~%!$&'()*+,;=").find(c) != std::string_view::npos;
}

bool MayBeInAddress(char c) {
  return IsDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':' || c == '.';
}

bool AllDigits(std::string_view text) { return std::all_of(text.begin(), text.end(), IsDigit); }

}  // namespace

bool HasControls(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) < ' ' && c != '\t') || c == '\x7f';
  });
}

// RFC 9112 section 5.2: such a line is refused, or unfolded before anybody else
// sees it. Others read it as a header of its own, so it is refused.
bool HasFoldedLine(std::string_view header) {
  return header.find("\r\n ") != std::string_view::npos || header.find("\r\n\t") != std::string_view::npos;
}

// RFC 9112 section 2.3: HTTP-name "/" DIGIT "." DIGIT, in this very case.
bool NamesVersion(std::string_view start_line) {
  const auto words = Split(start_line, ' ');
  if (words.size() != 3) return false;
  const std::string_view version = words[2];
  return version.size() == 8 && version.starts_with("HTTP/") && IsDigit(version[5]) && version[6] == '.' &&
         IsDigit(version[7]);
}

// RFC 9112 section 3.2: a Host that is none is refused; an empty one too, as
// http has no URL without host (RFC 9110 section 4.2.1).
bool IsHost(std::string_view text) {
  const size_t bracket = text.rfind(']');
  const size_t colon = text.rfind(':');
  if (colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket)) {
    if (!AllDigits(text.substr(colon + 1))) return false;
    text = text.substr(0, colon);
  }
  if (text.size() > 2 && text.front() == '[' && text.back() == ']') {
    return std::all_of(text.begin() + 1, text.end() - 1, MayBeInAddress);
  }
  return !text.empty() && std::all_of(text.begin(), text.end(), MayBeInName);
}

// RFC 9112 section 3.2: origin-form, absolute-form, or asterisk-form for OPTIONS.
// The authority-form belongs to CONNECT, which is none of ours. A fragment is
// never sent.
bool IsTarget(const Header& header) {
  const std::string_view target = View(header.target());
  if (target.find('#') != std::string_view::npos) return false;
  if (target.starts_with('/')) return true;
  if (target == "*") return header.method() == boost::beast::http::verb::options;
  const size_t scheme = target.find("://");
  if (scheme == std::string_view::npos) return false;
  const std::string name = Lower(target.substr(0, scheme));
  const std::string_view rest = target.substr(scheme + 3);
  return (name == "http" || name == "https") && IsHost(rest.substr(0, rest.find_first_of("/?")));
}

// RFC 9112 section 6.3: a list of the same number may be refused. Who reads its
// first number alone, or none, would see another request.
bool IsOneNumber(std::string_view content_length) {
  return !content_length.empty() && AllDigits(content_length);
}

}  // namespace waymark::gateway
