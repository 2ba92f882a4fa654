#pragma once

#include <grpcpp/support/status.h>
#include <prometheus/counter.h>
#include <prometheus/exposer.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <chrono>
#include <memory>
#include <string>

namespace waymark::rpc {

// All measures of the process.
const std::shared_ptr<prometheus::Registry>& MetricsRegistry();

// Shows them at http://127.0.0.1:<port>/metrics while the result lives; null
// for port 0. Throws when the port is taken.
std::unique_ptr<prometheus::Exposer> ExposeMetrics(int port);

// The measures of one RPC. Thread-safe.
class MethodMetrics {
 public:
  explicit MethodMetrics(const std::string& method);

  void Finished(grpc::StatusCode code, std::chrono::duration<double> duration);
  void Replayed() { replays_.Increment(); }

 private:
  const std::string method_;
  prometheus::Family<prometheus::Counter>& calls_;
  prometheus::Counter& ok_;
  prometheus::Histogram& duration_;
  prometheus::Counter& replays_;
};

// How many calls of a service wait for a worker.
prometheus::Gauge& QueueLength(const std::string& service);

// How many streams of a service are open.
prometheus::Gauge& OpenStreams(const std::string& service);

}  // namespace waymark::rpc
