#include "services/webhooks/measures.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>

#include "services/common/rpc/metrics.h"

namespace waymark::webhooks {
namespace {

const char* WordOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::kDelivered:
      return "delivered";
    case Verdict::kRetry:
      return "failed";
    case Verdict::kPark:
      return "parked";
    case Verdict::kGone:
      return "gone";
  }
  return "";
}

prometheus::Gauge& GaugeOf(const char* name, const char* help) {
  return prometheus::BuildGauge().Name(name).Help(help).Register(*rpc::MetricsRegistry()).Add({});
}

}  // namespace

void CountAttempt(Verdict verdict) {
  static auto& attempts = prometheus::BuildCounter()
                              .Name("waymark_webhook_attempts_total")
                              .Help("Tries to send an event to a webhook, by what came of them")
                              .Register(*rpc::MetricsRegistry());
  attempts.Add({{"outcome", WordOf(verdict)}}).Increment();
}

void ShowQueue(int64_t waiting, int64_t parked, double oldest_due_seconds) {
  static auto& waiting_gauge = GaugeOf("waymark_webhook_waiting", "Deliveries that wait, or are tried again");
  static auto& parked_gauge = GaugeOf("waymark_webhook_parked", "Deliveries that were given up");
  static auto& due_gauge = GaugeOf("waymark_webhook_oldest_due_seconds",
                                   "For how long the delivery is due that is due for longest");
  waiting_gauge.Set(static_cast<double>(waiting));
  parked_gauge.Set(static_cast<double>(parked));
  due_gauge.Set(oldest_due_seconds);
}

}  // namespace waymark::webhooks
