#pragma once

#include <cstdint>

#include "services/webhooks/delivery_rule.h"

// What is measured of deliveries (docs/webhooks.md).
namespace waymark::webhooks {

void CountAttempt(Verdict verdict);

void ShowQueue(int64_t waiting, int64_t parked, double oldest_due_seconds);

}  // namespace waymark::webhooks
