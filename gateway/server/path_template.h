#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace waymark::gateway {

// A path template of google.api.http:
//
//   /v1/{name=organizations/*/participants/*}:verb
//
// `*` stands for one segment, `**` for the rest of the path (zero or more
// segments, only at the end), `{field}` for `{field=*}`.
struct PathTemplate {
  struct Segment {
    enum class Kind { kLiteral, kOne, kRest };
    Kind kind = Kind::kLiteral;
    std::string literal;
  };
  // A request field that takes the segments [begin, end); `end` is npos where it
  // ends with `**` and takes all that are left.
  struct Variable {
    std::string field_path;
    size_t begin = 0;
    size_t end = 0;
  };
  std::vector<Segment> segments;
  std::vector<Variable> variables;
  std::string verb;
};

// Throws std::invalid_argument that says what is wrong and where.
PathTemplate ParsePathTemplate(std::string_view text);

// Replaces %XX by its byte, and `+` by a space where `plus_is_space` (query
// strings). nullopt when an escape is not two hexadecimal digits.
std::optional<std::string> PercentDecode(std::string_view text, bool plus_is_space = false);

}  // namespace waymark::gateway
