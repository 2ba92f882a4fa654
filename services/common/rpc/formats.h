#pragma once

#include <string_view>
#include <vector>

#include "waymark/options/v1/options.pb.h"

namespace waymark::rpc {

// Whether a text, not empty, has the format.
bool HasFormat(std::string_view text, waymark::options::v1::Format format);

// What a text of the format looks like, for people: `must be …`.
std::string_view DescriptionOf(waymark::options::v1::Format format);

// Whether `name` is a resource name of the pattern, given by its parts. `*`
// behind `organizations` and `consumers` is a slug, another a UUID, or, as the last
// part, `~` and an external id of 1 to 200 characters, which may hold `/`.
// `accounts/me` is the caller, `accounts/*/sessions/current` the session of the
// call; behind `auditEntries` and `deliveries` stands a number.
bool IsResourceName(std::string_view name, const std::vector<std::string_view>& pattern);

}  // namespace waymark::rpc
