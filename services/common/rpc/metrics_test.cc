#include "services/common/rpc/metrics.h"

#include <gmock/gmock.h>
#include <prometheus/text_serializer.h>

namespace waymark::rpc {
namespace {

using ::testing::HasSubstr;

std::string Shown() { return prometheus::TextSerializer().Serialize(MetricsRegistry()->Collect()); }

TEST(MethodMetrics, CountsCallsByMethodAndCode) {
  MethodMetrics metrics("S/M");
  metrics.Finished(grpc::StatusCode::OK, std::chrono::milliseconds(2));
  metrics.Finished(grpc::StatusCode::NOT_FOUND, std::chrono::milliseconds(200));
  metrics.Finished(grpc::StatusCode::NOT_FOUND, std::chrono::milliseconds(200));
  metrics.Replayed();
  const std::string text = Shown();
  EXPECT_THAT(text, HasSubstr(R"(waymark_calls_total{code="OK",method="S/M"} 1)"));
  EXPECT_THAT(text, HasSubstr(R"(waymark_calls_total{code="NOT_FOUND",method="S/M"} 2)"));
  EXPECT_THAT(text, HasSubstr(R"(waymark_call_duration_seconds_count{method="S/M"} 3)"));
  EXPECT_THAT(text, HasSubstr(R"(waymark_call_duration_seconds_bucket{method="S/M",le="0.1"} 1)"));
  EXPECT_THAT(text, HasSubstr(R"(waymark_calls_replayed_total{method="S/M"} 1)"));
}

TEST(QueueLength, IsOneMeasureOfAService) {
  QueueLength("a").Increment();
  QueueLength("a").Increment();
  QueueLength("b").Increment();
  EXPECT_THAT(Shown(), HasSubstr(R"(waymark_queue_length{service="a"} 2)"));
}

TEST(ExposeMetrics, IsOffForPortZero) { EXPECT_EQ(ExposeMetrics(0), nullptr); }

}  // namespace
}  // namespace waymark::rpc
