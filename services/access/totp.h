#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "services/common/base/clock.h"

// Time-based one-time passwords (RFC 6238) as authenticator applications make
// them: SHA-1, six digits, a new one each half minute.
namespace waymark::access {

constexpr size_t kTotpSecretSize = 20;
constexpr int kTotpDigits = 6;
// A secret that no code has confirmed by then is void.
constexpr std::chrono::minutes kTotpBegunLife{15};

// The half minutes since 1970.
int64_t TotpStepOf(TimePoint time);

// The code of a step, in so many digits.
std::string TotpCode(std::string_view secret, int64_t step, int digits = kTotpDigits);

// The step whose code this is, when it is that of now, the step before or the one
// after (clocks differ, people are slow) and lies after `last_step`, the last one
// taken: a code that somebody has seen over a shoulder is worth nothing.
std::optional<int64_t> TotpStepFor(std::string_view secret, std::string_view code, TimePoint now,
                                   int64_t last_step);

// `otpauth://totp/…`, which applications read from a picture.
std::string TotpUri(std::string_view secret_base32, std::string_view user_name);

}  // namespace waymark::access
