#include "services/access/mail_message.h"

#include <algorithm>
#include <ctime>

#include "services/access/mail_address.h"
#include "services/common/base/ids.h"
#include "services/common/status/error.h"

namespace waymark::access {
namespace {

// 57 bytes are a line of 76 characters in base64, the longest of MIME.
constexpr size_t kBytesOfLine = 57;
// 39 bytes are 52 characters, which with `Subject: =?UTF-8?B?` and `?=` stay below the
// 76 of a line with an encoded word (RFC 2047).
constexpr size_t kBytesOfWord = 39;

bool IsControl(char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7f; }

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// How much of the text a word may hold: no code point is cut.
size_t WordLength(std::string_view text) {
  size_t length = std::min(text.size(), kBytesOfWord);
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xc0) == 0x80) --length;
  return length;
}

std::string EncodedWords(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const size_t length = WordLength(text);
    out += (out.empty() ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?") + Base64(text.substr(0, length)) + "?=";
    text.remove_prefix(length);
  }
  return out;
}

std::string EncodedBody(std::string_view body) {
  std::string out, lines;
  for (const char c : body) {
    if (c == '\n') lines += '\r';
    lines += c;
  }
  for (size_t at = 0; at < lines.size(); at += kBytesOfLine)
    out += Base64(std::string_view(lines).substr(at, kBytesOfLine)) + "\r\n";
  return out;
}

// `Wed, 25 Nov 2026 16:02:05 +0000`
std::string DateOf(TimePoint time) {
  const std::time_t seconds = std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[64];
  return {text, std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S +0000", &parts)};
}

void CheckAddress(const char* field, std::string_view address) {
  if (const auto wrong = WrongWithMailAddress(address); !wrong.empty()) throw InvalidField(field, wrong);
}

}  // namespace

std::string_view DomainOf(std::string_view address) { return address.substr(address.rfind('@') + 1); }

std::string FormatMessage(const Envelope& envelope, const MailText& text) {
  CheckAddress("from", envelope.from);
  CheckAddress("to", envelope.to);
  if (std::any_of(text.subject.begin(), text.subject.end(), IsControl))
    throw InvalidField("subject", "must not contain control characters");
  return "Date: " + DateOf(envelope.time) + "\r\nFrom: Waymark <" + envelope.from + ">\r\nTo: <" +
         envelope.to +
         ">\r\nSubject: " + (IsAscii(text.subject) ? text.subject : EncodedWords(text.subject)) +
         "\r\nMessage-ID: <" + envelope.id + "@" + std::string(DomainOf(envelope.from)) +
         // RFC 3834: nobody shall answer it by a program.
         ">\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; "
         "charset=utf-8\r\n"
         "Content-Transfer-Encoding: base64\r\n\r\n" +
         EncodedBody(text.body);
}

}  // namespace waymark::access
