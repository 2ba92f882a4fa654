#pragma once

#include <string>
#include <string_view>

namespace waymark::access {

constexpr int kRecoveryCodes = 10;

// A new recovery code, 128 random bits: `abcd-efgh-ijkl-mnop-qrst-uvwx-yz`.
std::string NewRecoveryCode();

// What is kept of one, whatever the case and the dashes or spaces it was typed
// with.
std::string RecoveryDigest(std::string_view code);

}  // namespace waymark::access
