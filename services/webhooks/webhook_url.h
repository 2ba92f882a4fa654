#pragma once

#include <string>

#include "services/webhooks/address_rule.h"

namespace waymark::webhooks {

// What is wrong with the address of a webhook, as far as that can be told without asking
// what its name stands for; empty = nothing.
std::string WrongWithUrl(const std::string& url, const Networks& allowed);

}  // namespace waymark::webhooks
