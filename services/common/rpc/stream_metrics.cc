#include "services/common/rpc/stream_metrics.h"

#include <algorithm>

#include "services/common/events/sql.h"
#include "services/common/rpc/metrics.h"

namespace waymark::rpc {
namespace {

// More parked events are not counted: the figure says already that something is wrong.
constexpr int kMostParked = 10'000;

using Labels = std::map<std::string, std::string>;

void Set(const char* name, const char* help, const Labels& labels, int64_t value) {
  prometheus::BuildGauge()
      .Name(name)
      .Help(help)
      .Register(*MetricsRegistry())
      .Add(labels)
      .Set(static_cast<double>(value));
}

std::function<void()> CounterOf(const char* name, const char* help, const Labels& labels) {
  auto& counter = prometheus::BuildCounter().Name(name).Help(help).Register(*MetricsRegistry()).Add(labels);
  return [&counter] { counter.Increment(); };
}

Labels LabelsOf(const events::ConsumerOptions& stream) {
  return {{"consumer", stream.name},
          {"producer", stream.producer},
          {"partition", std::to_string(stream.partition)}};
}

}  // namespace

std::function<void()> GapCounter(const events::ConsumerOptions& stream) {
  return CounterOf("waymark_stream_gaps_total", "Gaps that a consumer met in a stream", LabelsOf(stream));
}

std::function<void()> RefillCounter(const std::string& service, int partition) {
  return CounterOf("waymark_stream_refills_total",
                   "Times that a stream lacked what was published and was filled again",
                   {{"service", service}, {"partition", std::to_string(partition)}});
}

StreamMetrics::StreamMetrics(Options options)
    : options_(std::move(options)),
      connection_(options_.database),
      redis_(options_.redis),
      thread_("measures of the streams of " + options_.service,
              [this](events::Background& thread) { Step(thread); }) {}

void StreamMetrics::Step(events::Background& thread) {
  if (options_.publishes) MeasurePublication();
  if (!options_.consumers.empty()) MeasureConsumers();
  if (options_.publishes) MeasureRedis();
  thread.Pause(options_.every);
}

void StreamMetrics::MeasurePublication() {
  for (const db::Row row : connection_.Read(db::Scope{"*"}, events::sql::kMeasurePublication, {})) {
    const Labels labels{{"service", options_.service}, {"partition", row.Text("partition")}};
    Set("waymark_unpublished_changes", "Changes that are not in the streams yet", labels, row.Int("changes"));
    Set("waymark_oldest_unpublished_change_seconds",
        "How long the first of the changes that are not in the streams yet has been waiting; 0 = none waits",
        labels, std::max<int64_t>(row.Int("seconds"), 0));
  }
}

// Of all streams together.
void StreamMetrics::MeasureRedis() {
  const auto memory = redis_.MemoryOfServer();
  Set("waymark_redis_used_memory_bytes", "Memory that Redis uses", {}, memory.used);
  Set("waymark_redis_max_memory_bytes", "Memory beyond which Redis takes no events; 0 = no limit", {},
      memory.most);
}

// The lag comes last, since Redis may not answer: it then stays what it was.
void StreamMetrics::MeasureConsumers() {
  std::vector<std::string> consumers, producers;
  std::vector<int> partitions;
  for (const auto& stream : options_.consumers) {
    consumers.push_back(stream.name);
    producers.push_back(stream.producer);
    partitions.push_back(stream.partition);
  }
  const db::Rows rows = connection_.Read(db::Scope{"*"}, events::sql::kMeasureConsumers,
                                         db::Params()
                                             .Set("consumers", consumers)
                                             .Set("producers", producers)
                                             .Set("partitions", partitions)
                                             .Set("most", kMostParked));
  for (size_t i = 0; i < rows.size(); ++i) {
    Set("waymark_parked_events", "Events that a consumer has put aside, counted up to 10000",
        LabelsOf(options_.consumers[i]), rows[i].Int("parked"));
  }
  for (size_t i = 0; i < rows.size(); ++i) {
    const auto& stream = options_.consumers[i];
    const int64_t last = redis_.Info(events::StreamOf(stream)).last;
    Set("waymark_consumer_lag_events", "Events of a stream that a consumer has not taken yet",
        LabelsOf(stream), std::max<int64_t>(last - rows[i].Int("sequence"), 0));
  }
}

}  // namespace waymark::rpc
