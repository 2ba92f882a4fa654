#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "services/common/db/connection.h"
#include "services/common/events/background.h"
#include "services/common/events/consumer.h"
#include "services/common/events/redis.h"

namespace waymark::rpc {

// Counts the gaps that the consumer of a stream meets: for ConsumerOptions.
std::function<void()> GapCounter(const events::ConsumerOptions& stream);
// Counts how often the streams of a partition are filled again: for RelayOptions.
std::function<void()> RefillCounter(const std::string& service, int partition);

// Measures the streams of a service every few seconds, as /metrics shows them: what it
// has not published yet, how far its consumers are behind, and what they have parked. The
// figures are those of the database, whichever process leads.
class StreamMetrics {
 public:
  struct Options {
    std::string service;
    bool publishes = true;
    std::string database;  // of that service, application role
    std::string redis;
    std::vector<events::ConsumerOptions> consumers;  // the streams that it reads
    std::chrono::milliseconds every{5'000};
  };
  explicit StreamMetrics(Options options);

 private:
  void Step(events::Background& thread);
  void MeasurePublication();
  void MeasureConsumers();
  void MeasureRedis();

  const Options options_;
  db::Connection connection_;
  events::RedisStreams redis_;
  events::Background thread_;  // last: it uses the others
};

}  // namespace waymark::rpc
