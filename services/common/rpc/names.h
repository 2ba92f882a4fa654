#pragma once

#include <string>
#include <string_view>

namespace waymark::rpc {

// The last part of a resource name: `organizations/asp/units/~HQ/1` gives
// `~HQ/1` (an external id may contain `/`); empty gives empty. The pattern was
// checked by the Runner already. A bare `~HQ/1` is its own last part.
std::string_view LastPart(std::string_view name);

// A reference as SQL wants it: a UUID or an external id, never both.
struct Reference {
  std::string_view id;           // UUID, or empty
  std::string_view external_id;  // or empty
};
Reference ParseReference(std::string_view name);

// `organizations/<organization>/<collection>/<id>`; empty when `id` is empty.
std::string Name(std::string_view organization, std::string_view collection, std::string_view id);

}  // namespace waymark::rpc
