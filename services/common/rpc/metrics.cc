#include "services/common/rpc/metrics.h"

#include "services/common/status/grpc_status.h"

namespace waymark::rpc {
namespace {

// Seconds: from a read of one row to a batch on a busy machine.
const prometheus::Histogram::BucketBoundaries kBuckets = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                          0.1,   0.25,   0.5,   1,    2.5,   10};

prometheus::Gauge& GaugeOf(const std::string& service, const char* name, const char* help) {
  return prometheus::BuildGauge()
      .Name(name)
      .Help(help)
      .Register(*MetricsRegistry())
      .Add({{"service", service}});
}

}  // namespace

const std::shared_ptr<prometheus::Registry>& MetricsRegistry() {
  static const auto registry = std::make_shared<prometheus::Registry>();
  return registry;
}

std::unique_ptr<prometheus::Exposer> ExposeMetrics(int port) {
  if (port == 0) return nullptr;
  auto exposer = std::make_unique<prometheus::Exposer>("127.0.0.1:" + std::to_string(port), 1);
  exposer->RegisterCollectable(MetricsRegistry());
  return exposer;
}

MethodMetrics::MethodMetrics(const std::string& method)
    : method_(method),
      calls_(prometheus::BuildCounter()
                 .Name("waymark_calls_total")
                 .Help("Calls answered, by method and code")
                 .Register(*MetricsRegistry())),
      ok_(calls_.Add({{"method", method}, {"code", CodeName(grpc::StatusCode::OK)}})),
      duration_(prometheus::BuildHistogram()
                    .Name("waymark_call_duration_seconds")
                    .Help("Time from the arrival of a call to its answer, waiting included")
                    .Register(*MetricsRegistry())
                    .Add({{"method", method}}, kBuckets)),
      replays_(prometheus::BuildCounter()
                   .Name("waymark_calls_replayed_total")
                   .Help("Calls answered with the first answer to their request_id")
                   .Register(*MetricsRegistry())
                   .Add({{"method", method}})) {}

void MethodMetrics::Finished(grpc::StatusCode code, std::chrono::duration<double> duration) {
  // The common case without a look-up.
  (code == grpc::StatusCode::OK ? ok_ : calls_.Add({{"method", method_}, {"code", CodeName(code)}}))
      .Increment();
  duration_.Observe(duration.count());
}

prometheus::Gauge& QueueLength(const std::string& service) {
  return GaugeOf(service, "waymark_queue_length", "Calls that wait for a worker");
}

prometheus::Gauge& OpenStreams(const std::string& service) {
  return GaugeOf(service, "waymark_open_streams", "Calls whose answer is a stream that goes on");
}

}  // namespace waymark::rpc
