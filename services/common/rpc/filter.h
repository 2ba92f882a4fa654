#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace google::protobuf {
class EnumDescriptor;
}

namespace waymark::rpc {

// A `filter` of AIP-160, as far as Waymark goes: comparisons `field = value`
// joined by AND, values bare or in double quotes (with \" and \\ inside), a
// prefix written as `field = "Ana*"`. Each field at most once.
//
// Returns field → value. Throws InvalidField("filter", …) that names the place
// and, for an unknown field, those that may be used. Values are bound as
// parameters, never put into SQL.
std::map<std::string, std::string> ParseFilter(std::string_view filter,
                                               std::initializer_list<std::string_view> allowed_fields);

// The value that a filter wants of a field; nullopt when it does not speak of it.
std::optional<std::string> TextFilter(const std::map<std::string, std::string>& filter,
                                      const std::string& field);
// The bounds of a range of texts: from `from` up to `from` followed by `to`. `to` is empty for a
// whole text, and for all that begin with one (`"Ana*"`) greater than any letter. No `from` when
// the filter does not speak of the field.
struct TextRange {
  std::optional<std::string> from;
  std::string to;
};
TextRange RangeFilter(const std::map<std::string, std::string>& filter, const std::string& field);
// The value as the number of an enum's value, named without the enum's prefix:
// `ACTIVE` for PARTICIPANT_STATE_ACTIVE. Throws InvalidField("filter", …) that
// names the values there are.
std::optional<int> EnumFilter(const std::map<std::string, std::string>& filter, const std::string& field,
                              const google::protobuf::EnumDescriptor* type);
// The same as `true` or `false`. Throws InvalidField("filter", …) for another word.
std::optional<bool> BoolFilter(const std::map<std::string, std::string>& filter, const std::string& field);

}  // namespace waymark::rpc
