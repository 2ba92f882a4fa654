#include "gateway/server/metrics.h"

#include <prometheus/text_serializer.h>

#include <algorithm>
#include <iterator>

namespace waymark::gateway {
namespace {

const prometheus::Histogram::BucketBoundaries kSeconds = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
                                                          0.25,  0.5,    1,     2.5,  10,    60};

}  // namespace

Metrics::Metrics(Others others)
    : others_(std::move(others)),
      requests_(prometheus::BuildCounter()
                    .Name("waymark_gateway_requests_total")
                    .Help("Requests by mapping and HTTP status")
                    .Register(registry_)),
      seconds_(prometheus::BuildHistogram()
                   .Name("waymark_gateway_request_seconds")
                   .Help("Time from the request's header to the end of the response")
                   .Register(registry_)),
      in_flight_(prometheus::BuildGauge()
                     .Name("waymark_gateway_requests_in_flight")
                     .Help("Requests that are being answered")
                     .Register(registry_)
                     .Add({})),
      connections_(prometheus::BuildGauge()
                       .Name("waymark_gateway_connections")
                       .Help("Open client connections")
                       .Register(registry_)
                       .Add({})) {}

Metrics::Series& Metrics::SeriesOf(std::string_view route, int http_status) {
  const std::lock_guard lock(mutex_);
  const std::pair<std::string_view, int> key(route, http_status);
  const auto found = series_.find(key);
  if (found != series_.end()) return found->second;
  const std::string name(route);
  return series_[key] = {&requests_.Add({{"route", name}, {"status", std::to_string(http_status)}}),
                         &seconds_.Add({{"route", name}}, kSeconds)};
}

void Metrics::RequestEnds(std::string_view route, int http_status, std::chrono::duration<double> took) {
  in_flight_.Decrement();
  Series& series = SeriesOf(route, http_status);
  series.requests->Increment();
  series.seconds->Observe(took.count());
}

std::string Metrics::Text() const {
  auto families = registry_.Collect();
  for (const auto& other : others_) {
    auto more = other->Collect();
    std::move(more.begin(), more.end(), std::back_inserter(families));
  }
  return prometheus::TextSerializer().Serialize(families);
}

}  // namespace waymark::gateway
