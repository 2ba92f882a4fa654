#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "services/common/base/clock.h"

// Signatures of Standard Webhooks, by which a receiver knows who sent a message.
namespace waymark::webhooks {

// A new secret: 32 random bytes.
std::string NewSecret();
// As its owner gets to see it: `whsec_…`.
std::string SecretText(std::string_view secret);

// The value of `webhook-timestamp`.
std::string TimestampOf(TimePoint time);

// The value of `webhook-signature`: one for each secret.
std::string SignatureOf(const std::vector<std::string>& secrets, std::string_view id,
                        std::string_view timestamp, std::string_view body);

}  // namespace waymark::webhooks
