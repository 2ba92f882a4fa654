#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>

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

}  // namespace waymark::rpc
