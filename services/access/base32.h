#pragma once

#include <string>
#include <string_view>

namespace waymark::access {

// base32 without padding (RFC 4648 §6), in capitals: what authenticator
// applications take secrets in.
std::string Base32(std::string_view bytes);

}  // namespace waymark::access
