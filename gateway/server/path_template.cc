#include "gateway/server/path_template.h"

#include <stdexcept>

namespace waymark::gateway {
namespace {

int HexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Recursive descent over:
//   template = "/" segments [":" literal]
//   segments = segment {"/" segment}
//   segment  = "*" | "**" | literal | "{" field ["=" segments] "}"
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  PathTemplate Parse() {
    Expect('/');
    Segments(/*inside_variable=*/false);
    if (Take(':')) out_.verb = Literal();
    if (at_ != text_.size()) Fail("unexpected '" + std::string(1, text_[at_]) + "'");
    for (size_t i = 0; i + 1 < out_.segments.size(); ++i) {
      if (out_.segments[i].kind == PathTemplate::Segment::Kind::kRest) Fail("`**` must be the last segment");
    }
    return std::move(out_);
  }

 private:
  void Segments(bool inside_variable) {
    do {
      if (Take('{')) {
        if (inside_variable) Fail("variables cannot be nested");
        Variable();
      } else if (Take('*')) {
        Add(Take('*') ? PathTemplate::Segment::Kind::kRest : PathTemplate::Segment::Kind::kOne, "");
      } else {
        Add(PathTemplate::Segment::Kind::kLiteral, Literal());
      }
    } while (Take('/'));
  }

  void Variable() {
    PathTemplate::Variable variable;
    const size_t start = at_;
    while (at_ < text_.size() && text_[at_] != '=' && text_[at_] != '}') ++at_;
    variable.field_path = text_.substr(start, at_ - start);
    if (variable.field_path.empty()) Fail("a variable needs a field");
    variable.begin = out_.segments.size();
    if (Take('=')) {
      Segments(/*inside_variable=*/true);
    } else {
      Add(PathTemplate::Segment::Kind::kOne, "");
    }
    Expect('}');
    const bool open = out_.segments.back().kind == PathTemplate::Segment::Kind::kRest;
    variable.end = open ? std::string::npos : out_.segments.size();
    out_.variables.push_back(std::move(variable));
  }

  std::string Literal() {
    const size_t start = at_;
    while (at_ < text_.size() && std::string_view("/:{}*=").find(text_[at_]) == std::string_view::npos) ++at_;
    if (at_ == start) Fail("a segment is empty");
    return std::string(text_.substr(start, at_ - start));
  }

  void Add(PathTemplate::Segment::Kind kind, std::string literal) {
    out_.segments.push_back({kind, std::move(literal)});
  }
  bool Take(char c) {
    if (at_ == text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  void Expect(char c) {
    if (!Take(c)) Fail(std::string("expected '") + c + "'");
  }
  [[noreturn]] void Fail(const std::string& what) const {
    throw std::invalid_argument("path template \"" + std::string(text_) + "\": " + what + " at position " +
                                std::to_string(at_));
  }

  const std::string_view text_;
  size_t at_ = 0;
  PathTemplate out_;
};

}  // namespace

PathTemplate ParsePathTemplate(std::string_view text) { return Parser(text).Parse(); }

std::optional<std::string> PercentDecode(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = HexValue(text[i + 1]), low = HexValue(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      out += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      out += plus_is_space && text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

}  // namespace waymark::gateway
