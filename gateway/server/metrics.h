#pragma once

#include <prometheus/collectable.h>
#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace waymark::gateway {

// What the gateway counts, as /metrics shows it. Thread-safe.
class Metrics {
 public:
  using Others = std::vector<std::shared_ptr<const prometheus::Collectable>>;
  // Text() shows what `others` count, too.
  explicit Metrics(Others others = {});

  void RequestBegins() { in_flight_.Increment(); }
  // `route` is a mapping's template, a page, or `-`: never what a client sent.
  // Its text lives as long as the program.
  void RequestEnds(std::string_view route, int http_status, std::chrono::duration<double> took);
  void ConnectionOpens() { connections_.Increment(); }
  void ConnectionCloses() { connections_.Decrement(); }

  // The Prometheus text format.
  std::string Text() const;

 private:
  struct Series {
    prometheus::Counter* requests;
    prometheus::Histogram* seconds;
  };
  Series& SeriesOf(std::string_view route, int http_status);

  const Others others_;
  prometheus::Registry registry_;
  prometheus::Family<prometheus::Counter>& requests_;
  prometheus::Family<prometheus::Histogram>& seconds_;
  prometheus::Gauge& in_flight_;
  prometheus::Gauge& connections_;
  std::mutex mutex_;
  std::map<std::pair<std::string_view, int>, Series> series_;
};

}  // namespace waymark::gateway
