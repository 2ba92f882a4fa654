#pragma once

#include <string>
#include <string_view>

namespace waymark::db {

// The bytes of a bytea as the server prints it: `\x` and two hexadecimal digits
// for each. Throws Internal when it is not that.
std::string BytesOf(std::string_view text);

}  // namespace waymark::db
