#include "services/common/rpc/filter.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>

#include "services/common/status/error.h"

namespace waymark::rpc {
namespace {

// No text that begins with a prefix comes after the prefix and U+10FFFF.
constexpr char kLast[] = "\U0010FFFF";

bool IsFieldChar(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.'; }

// What may stand in a value without quotes: no space and nothing that has a
// meaning in AIP-160.
bool IsBareChar(char c) {
  return static_cast<unsigned char>(c) > ' ' &&
         std::string_view("\"'()=<>!:,\\").find(c) == std::string_view::npos;
}

class Parser {
 public:
  Parser(std::string_view text, std::initializer_list<std::string_view> allowed)
      : text_(text), allowed_(allowed) {}

  std::map<std::string, std::string> Parse() {
    std::map<std::string, std::string> values;
    SkipSpace();
    if (AtEnd()) return values;
    for (;;) {
      const std::string field = Field();
      SkipSpace();
      if (AtEnd() || text_[at_] != '=') Fail("expected `=`; other comparisons are not supported");
      ++at_;
      SkipSpace();
      if (!values.emplace(field, Value()).second) Fail("`" + field + "` appears twice");
      const bool spaced = SkipSpace();
      if (AtEnd()) return values;
      if (!spaced || !TakeAnd()) Fail("expected AND between comparisons");
    }
  }

 private:
  std::string Field() {
    const size_t begin = at_;
    while (!AtEnd() && IsFieldChar(text_[at_])) ++at_;
    const std::string_view field = text_.substr(begin, at_ - begin);
    if (field.empty()) Fail("expected the name of a field");
    if (std::find(allowed_.begin(), allowed_.end(), field) == allowed_.end()) {
      at_ = begin;
      Fail("there is no field `" + std::string(field.substr(0, 64)) + "` to filter by; " + Allowed());
    }
    return std::string(field);
  }

  std::string Value() {
    if (!AtEnd() && text_[at_] == '"') return Quoted();
    const size_t begin = at_;
    while (!AtEnd() && IsBareChar(text_[at_])) ++at_;
    if (at_ == begin) Fail("expected a value, in double quotes if it is not one plain word");
    return std::string(text_.substr(begin, at_ - begin));
  }

  std::string Quoted() {
    const size_t begin = at_++;
    std::string value;
    for (; !AtEnd() && text_[at_] != '"'; ++at_) {
      if (text_[at_] == '\\') {
        ++at_;
        if (AtEnd() || (text_[at_] != '"' && text_[at_] != '\\'))
          Fail("after `\\` only `\"` and `\\` may stand");
      }
      value += text_[at_];
    }
    if (AtEnd()) {
      at_ = begin;
      Fail("the quotes are not closed");
    }
    ++at_;
    return value;
  }

  bool TakeAnd() {
    if (!text_.substr(at_).starts_with("AND")) return false;
    at_ += 3;
    return SkipSpace();
  }

  bool SkipSpace() {
    const size_t begin = at_;
    while (!AtEnd() && text_[at_] == ' ') ++at_;
    return at_ > begin;
  }

  bool AtEnd() const { return at_ == text_.size(); }

  std::string Allowed() const {
    if (allowed_.size() == 0) return "this list has none";
    std::string list;
    for (const auto field : allowed_) list += (list.empty() ? "" : ", ") + std::string(field);
    return "use " + list;
  }

  [[noreturn]] void Fail(const std::string& what) const {
    throw InvalidField("filter", "at byte " + std::to_string(at_ + 1) + ": " + what);
  }

  const std::string_view text_;
  const std::initializer_list<std::string_view> allowed_;
  size_t at_ = 0;
};

}  // namespace

std::map<std::string, std::string> ParseFilter(std::string_view filter,
                                               std::initializer_list<std::string_view> allowed_fields) {
  return Parser(filter, allowed_fields).Parse();
}

std::optional<std::string> TextFilter(const std::map<std::string, std::string>& filter,
                                      const std::string& field) {
  const auto found = filter.find(field);
  return found == filter.end() ? std::nullopt : std::optional(found->second);
}

TextRange RangeFilter(const std::map<std::string, std::string>& filter, const std::string& field) {
  auto text = TextFilter(filter, field);
  if (!text || !text->ends_with('*')) return {std::move(text), ""};
  text->pop_back();
  return {std::move(text), kLast};
}

std::optional<int> EnumFilter(const std::map<std::string, std::string>& filter, const std::string& field,
                              const google::protobuf::EnumDescriptor* type) {
  const auto wanted = TextFilter(filter, field);
  if (!wanted) return std::nullopt;
  const std::string& first = type->value(0)->name();
  const std::string prefix = first.substr(0, first.rfind("UNSPECIFIED"));
  if (const auto* value = type->FindValueByName(prefix + *wanted)) return value->number();
  std::string names;
  for (int i = 0; i < type->value_count(); ++i)
    names += (i == 0 ? "" : ", ") + type->value(i)->name().substr(prefix.size());
  throw InvalidField("filter", "`" + field + "` must be one of " + names);
}

std::optional<bool> BoolFilter(const std::map<std::string, std::string>& filter, const std::string& field) {
  const auto wanted = TextFilter(filter, field);
  if (!wanted) return std::nullopt;
  if (*wanted != "true" && *wanted != "false")
    throw InvalidField("filter", "`" + field + "` must be compared with true or false");
  return *wanted == "true";
}

}  // namespace waymark::rpc
