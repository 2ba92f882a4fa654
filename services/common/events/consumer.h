#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
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
  // failure the events come again, singly. Types it does not know it skips;
  // kReadType is not among them.
  virtual void Apply(db::Transaction& tx, std::string_view organization_id,
                     std::span<const waymark::events::v1::Event> events) = 0;
};

struct ConsumerOptions {
  std::string name;      // of this consumer, `evaluation`
  std::string producer;  // whose stream, `courses`
  std::string database;
  std::string redis;
  bool audit = false;  // whether it is the stream of the audit log: events with an audit_record
};

// Reads one producer's stream and applies it, exactly once in effect: position
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
  using Events = std::span<const waymark::events::v1::Event>;

  void Step(Background& thread);
  // Whether this process reads the stream, and from where.
  bool Lead(int64_t& position);
  // Of an audit stream, which nobody else reads: lets go what is in the database.
  void Trim(int64_t position);
  // Has it filled again where it lacks what follows on `position`: the database is an
  // older one than that which took it.
  void AskAgain(int64_t position);
  // What of a run of events must not be applied: those that were applied before,
  // come twice, or are of a record of which an event is parked.
  struct Taken {
    bool any = false;
    std::unordered_set<std::string> event_ids = {}, aggregates = {};
  };
  Taken FindTaken(db::Transaction& tx, Events run) const;
  // Applies a run of events of one organization in one transaction.
  void Apply(Events run);
  void ApplySingly(Background& thread, Events run);
  void Park(db::Transaction& tx, const waymark::events::v1::Event& event, const std::string& error);
  void MovePosition(db::Transaction& tx, Events run);
  // The parameters that name this consumer.
  db::Params Named() const;
  db::Params NamedWith(const std::vector<std::string_view>& sorted_ids) const;

  const ConsumerOptions options_;
  const std::string stream_;
  const std::unique_ptr<EventHandler> handler_;
  db::Connection connection_;
  std::optional<int64_t> trimmed_;  // up to where; not set: to be compared
  RedisStreams redis_;
  std::unique_ptr<Background> thread_;
};

}  // namespace waymark::events
