#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "services/common/events/applier.h"
#include "services/common/events/background.h"
#include "services/common/events/published.h"
#include "services/common/events/read_size.h"
#include "services/common/events/redis.h"

namespace waymark::events {

struct ConsumerOptions {
  std::string name;      // of this consumer, `evaluation`
  std::string producer;  // whose stream, `courses`
  std::string database;
  std::string redis;
  int partition = 0;   // which of its streams
  int partitions = 1;  // how many there are
  bool audit = false;  // whether it is the stream of the audit log: events with an audit_record
  // Called at each gap that it meets, but for what its producer does not keep in the stream; null =
  // nobody counts them.
  std::function<void()> on_gap = {};
  // Where it gets the events that the stream lacks; null = it waits for the relay to fill it.
  std::shared_ptr<Published> published = {};
};

// The name of that stream.
std::string StreamOf(const ConsumerOptions& options);

// Reads one partition of a producer's stream and applies it, see Applier. One thread.
// Survives the loss of PostgreSQL and of Redis.
class Consumer {
 public:
  Consumer(ConsumerOptions options, std::unique_ptr<EventHandler> handler);
  ~Consumer();  // stops and joins

  // Has it end soon, to be destroyed without a wait.
  void Stop() { thread_->Stop(); }

 private:
  using Event = waymark::events::v1::Event;

  void Step(Background& thread);
  void ReadOn(Background& thread);
  // The stream has nothing behind the position. Where it ends before that, it is being filled again,
  // and what is new comes from the producer.
  void ReadBeyondEnd(Background& thread);
  // Whether this process reads the stream; then the position is known.
  bool Lead();
  // Throws PARTITIONS_DIFFER where the producer has a stream that nobody here would read.
  void CheckPartitions();
  std::vector<Event> Parse(std::span<const StreamEntry> entries) const;
  // Notes that the stream has nothing between the position and `next`.
  void MeetGap(int64_t next);
  // The next events before the end of the gap: from the producer.
  std::vector<Event> AskProducer();
  // Of an audit stream, which nobody else reads: lets go what is in the database.
  void Trim(int64_t position);
  // Has it filled again where it lacks what follows on `position`: the database is an
  // older one than that which took it.
  void AskAgain(int64_t position);

  const ConsumerOptions options_;
  const std::string stream_;
  const std::unique_ptr<EventHandler> handler_;
  db::Connection connection_;
  Applier applier_;
  std::optional<int64_t> trimmed_;  // up to where; not set: to be compared
  int64_t gap_end_ = 0;             // the first event behind the last gap that it met
  bool asks_ = false;               // the producer gives what that lacks
  size_t count_ = kMostEntries;     // that it asks for next
  RedisStreams redis_;
  std::unique_ptr<Background> thread_;
};

}  // namespace waymark::events
