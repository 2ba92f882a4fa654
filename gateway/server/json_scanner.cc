#include "gateway/server/json_scanner.h"

#include <algorithm>

#include "services/common/status/error.h"

namespace waymark::gateway {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

void AppendUtf8(unsigned code, std::string& out) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xc0 | code >> 6);
    out += static_cast<char>(0x80 | (code & 0x3f));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xe0 | code >> 12);
    out += static_cast<char>(0x80 | (code >> 6 & 0x3f));
    out += static_cast<char>(0x80 | (code & 0x3f));
  } else {
    out += static_cast<char>(0xf0 | code >> 18);
    out += static_cast<char>(0x80 | (code >> 12 & 0x3f));
    out += static_cast<char>(0x80 | (code >> 6 & 0x3f));
    out += static_cast<char>(0x80 | (code & 0x3f));
  }
}

}  // namespace

void JsonScanner::Fail(std::string_view what) const {
  const std::string_view before = text_.substr(0, at_);
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const size_t start = before.rfind('\n');
  const size_t column = at_ - (start == std::string_view::npos ? 0 : start + 1) + 1;
  throw InvalidField("body", "is not JSON: " + std::string(what) + " at line " + std::to_string(line) +
                                 ", column " + std::to_string(column));
}

void JsonScanner::SkipSpace() {
  while (at_ < text_.size() &&
         (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t')) {
    ++at_;
  }
}

char JsonScanner::Peek() {
  SkipSpace();
  return at_ < text_.size() ? text_[at_] : '\0';
}

bool JsonScanner::Take(char c) {
  if (Peek() != c || at_ == text_.size()) return false;
  ++at_;
  return true;
}

void JsonScanner::Expect(char c) {
  if (!Take(c)) Fail(std::string("expected '") + c + "'");
}

bool JsonScanner::TakeWord(std::string_view word) {
  SkipSpace();
  if (text_.substr(at_, word.size()) != word) return false;
  at_ += word.size();
  return true;
}

void JsonScanner::End() {
  if (Peek() != '\0' || at_ < text_.size()) Fail("expected the end");
}

std::string JsonScanner::String() {
  Expect('"');
  std::string out;
  for (;;) {
    const size_t start = at_;
    while (at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\\' &&
           static_cast<unsigned char>(text_[at_]) >= ' ') {
      ++at_;
    }
    out.append(text_, start, at_ - start);
    if (at_ == text_.size()) Fail("a string does not end");
    const char c = text_[at_];
    if (c == '"') break;
    if (c != '\\') Fail("a control character in a string must be escaped");
    Escape(out);
  }
  ++at_;
  return out;
}

unsigned JsonScanner::Hex4() {
  unsigned code = 0;
  for (int i = 0; i < 4; ++i, ++at_) {
    const char c = at_ < text_.size() ? text_[at_] : '\0';
    if (IsDigit(c)) {
      code = code * 16 + static_cast<unsigned>(c - '0');
    } else if ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')) {
      code = code * 16 + static_cast<unsigned>((c | 0x20) - 'a' + 10);
    } else {
      Fail("\\u needs four hexadecimal digits");
    }
  }
  return code;
}

void JsonScanner::Escape(std::string& out) {
  constexpr std::string_view kLetters = "\"\\/bfnrt", kMeanings = "\"\\/\b\f\n\r\t";
  ++at_;
  const char c = at_ < text_.size() ? text_[at_] : '\0';
  const size_t simple = c == '\0' ? std::string_view::npos : kLetters.find(c);
  if (simple != std::string_view::npos) {
    out += kMeanings[simple];
    ++at_;
    return;
  }
  if (c != 'u') Fail("unknown escape");
  ++at_;
  unsigned code = Hex4();
  if (code >= 0xdc00 && code < 0xe000) Fail("a low surrogate without a high one");
  if (code >= 0xd800 && code < 0xdc00) {
    if (text_.substr(at_, 2) != "\\u") Fail("a high surrogate without a low one");
    at_ += 2;
    const unsigned low = Hex4();
    if (low < 0xdc00 || low >= 0xe000) Fail("a high surrogate without a low one");
    code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
  }
  AppendUtf8(code, out);
}

std::string_view JsonScanner::Number() {
  SkipSpace();
  const size_t start = at_;
  const auto digits = [this] {
    const size_t first = at_;
    while (at_ < text_.size() && IsDigit(text_[at_])) ++at_;
    if (at_ == first) Fail("expected a digit");
  };
  const auto take = [this](std::string_view any) {
    const bool next = at_ < text_.size() && any.find(text_[at_]) != std::string_view::npos;
    at_ += next ? 1 : 0;
    return next;
  };
  take("-");
  if (!take("0")) digits();
  if (take(".")) digits();
  if (take("eE")) {
    take("+-");
    digits();
  }
  return text_.substr(start, at_ - start);
}

std::string_view JsonScanner::Value(int depth) {
  if (depth <= 0) Fail("nested too deeply");
  const char next = Peek();
  const size_t start = at_;
  if (next == '{' || next == '[') {
    const char close = next == '{' ? '}' : ']';
    Expect(next);
    if (!Take(close)) {
      do {
        if (next == '{') {
          String();
          Expect(':');
        }
        Value(depth - 1);
      } while (Take(','));
      Expect(close);
    }
  } else if (next == '"') {
    String();
  } else if (!TakeWord("true") && !TakeWord("false") && !TakeWord("null")) {
    Number();
  }
  return text_.substr(start, at_ - start);
}

}  // namespace waymark::gateway
