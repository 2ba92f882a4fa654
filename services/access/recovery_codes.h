#pragma once

#include <string>
#include <string_view>

namespace waymark::access {

constexpr int kRecoveryCodes = 10;

// A new recovery code, 80 random bits: `abcd-efgh-ijkl-mnop`.
std::string NewRecoveryCode();

// What is kept of one, whatever the case and the dashes or spaces it was typed
// with.
std::string RecoveryDigest(std::string_view code);

}  // namespace waymark::access
