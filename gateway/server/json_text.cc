#include "gateway/server/json_text.h"

#include <openssl/evp.h>

#include <cstdint>
#include <cstring>

namespace waymark::gateway {
namespace {

// How many bytes of `text` from `begin` on are written as they are.
size_t PlainBytes(std::string_view text, size_t begin) {
  constexpr uint64_t kOnes = 0x0101010101010101, kHighs = 0x8080808080808080;
  const auto zeros = [](uint64_t bytes) { return (bytes - kOnes) & ~bytes & kHighs; };
  size_t i = begin;
  for (; i + 8 <= text.size(); i += 8) {
    uint64_t bytes;
    std::memcpy(&bytes, text.data() + i, 8);
    const uint64_t controls = (bytes - kOnes * ' ') & ~bytes & kHighs;
    if ((controls | zeros(bytes ^ kOnes * '"') | zeros(bytes ^ kOnes * '\\')) != 0) break;
  }
  for (; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c < ' ' || c == '"' || c == '\\') break;
  }
  return i - begin;
}

void AppendEscape(unsigned char c, std::string& out) {
  constexpr char kHex[] = "0123456789abcdef";
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      out += "\\u00";
      out += kHex[c >> 4];
      out += kHex[c & 15];
  }
}

}  // namespace

void AppendText(std::string_view text, std::string& out) {
  out += '"';
  for (size_t i = 0; i < text.size(); ++i) {
    const size_t plain = PlainBytes(text, i);
    out.append(text, i, plain);
    i += plain;
    if (i < text.size()) AppendEscape(static_cast<unsigned char>(text[i]), out);
  }
  out += '"';
}

void AppendBase64(std::string_view bytes, std::string& out) {
  std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
  const int size =
      EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                      reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  out.append("\"").append(text, 0, static_cast<size_t>(size)).append("\"");
}

}  // namespace waymark::gateway
