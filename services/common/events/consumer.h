#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "services/common/db/transaction.h"
#include "services/common/events/background.h"
#include "services/common/events/redis.h"
#include "waymark/events/v1/events.pb.h"

namespace waymark::events {

// What a service does with the events of others.
class EventHandler {
 public:
  virtual ~EventHandler() = default;

  // Applies events of one organization, in stream order, in the given
  // transaction, which also holds their inbox rows and the position: either all
  // of it is committed or nothing. Must not keep state across calls: after a
  // failure the events come again, singly.
  virtual void Apply(db::Transaction& tx, std::string_view organization_id,
                     std::span<const waymark::events::v1::Event> events) = 0;

  // Whether an event has any effect. Over those that have none the consumer passes
  // without a note, and over kReadType without asking.
  virtual bool Wants(const waymark::events::v1::Event& event) const;
};

struct ConsumerOptions {
  std::string name;      // of this consumer, `evaluation`
  std::string producer;  // whose stream, `courses`
  std::string database;
  std::string redis;
  int partition = 0;   // which of its streams
  int partitions = 1;  // how many there are
  bool audit = false;  // whether it is the stream of the audit log: events with an audit_record
  std::function<void()> on_gap = {};  // called at each gap that it meets; null = nobody counts them
};

// The name of that stream.
std::string StreamOf(const ConsumerOptions& options);

// Reads one partition of a producer's stream and applies it, exactly once in effect: position
// and inbox are in the consumer's own database and move in the transaction of
// the effect. One thread. Survives the loss of PostgreSQL and of Redis; a
// handler that fails five counted times on an event has it parked, with later
// ones of the same aggregate behind it.
class Consumer {
 public:
  Consumer(ConsumerOptions options, std::unique_ptr<EventHandler> handler);
  ~Consumer();  // stops and joins

  // Has it end soon, to be destroyed without a wait.
  void Stop() { thread_->Stop(); }

 private:
  using Event = waymark::events::v1::Event;
  // What one transaction applies: the wanted events of one organization among those
  // behind the sequence `from`, up to `to`.
  struct Run {
    std::string organization_id = {};
    int64_t from = 0, to = 0;
    std::vector<Event> events = {};
  };

  void Step(Background& thread);
  void ReadOn(Background& thread);
  // Whether this process reads the stream; then the position is known.
  bool Lead();
  // Throws PARTITIONS_DIFFER where the producer has a stream that nobody here would read.
  void CheckPartitions();
  // The runs of the entries, which must follow on the position without a gap; up to
  // the gap where there is one.
  std::vector<Run> Parse(std::span<const StreamEntry> entries) const;
  void Put(Event event, std::vector<Run>& runs) const;
  // Of an audit stream, which nobody else reads: lets go what is in the database.
  void Trim(int64_t position);
  // Has it filled again where it lacks what follows on `position`: the database is an
  // older one than that which took it.
  void AskAgain(int64_t position);
  // Moves the position over the run and notes its events as applied, but for those
  // that must not be: which were applied before or come twice, and those of a record of
  // which an event is parked, which are parked too. What is left is to be applied.
  // `kept` holds it where it is not all of them.
  std::span<const Event> Take(db::Transaction& tx, const Run& run, std::vector<Event>& kept);
  // Throws a transient error unless events of all these records are parked.
  void CheckStillParked(db::Transaction& tx, const std::vector<std::string>& records);
  void Apply(const Run& run);
  // One after another, so that what fails holds up nothing but itself.
  void ApplySingly(Background& thread, const Run& run);
  // Counts the try of a run of one event that failed, and waits or parks it.
  void Failed(Background& thread, const Run& single, const std::string& failure);
  void Park(db::Transaction& tx, const Event& event, const std::string& error);
  // The parameters that name this consumer.
  db::Params Named() const;
  db::Params NamedWith(const Event& event) const;

  const ConsumerOptions options_;
  const std::string stream_;
  const std::unique_ptr<EventHandler> handler_;
  db::Connection connection_;
  std::optional<int64_t> position_;  // the last sequence that was applied; not set: to be looked up
  std::optional<int64_t> trimmed_;   // up to where; not set: to be compared
  int64_t gap_after_ = -1;           // the position behind which it met the last gap
  RedisStreams redis_;
  std::unique_ptr<Background> thread_;
};

}  // namespace waymark::events
