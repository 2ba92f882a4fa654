#pragma once

#include <atomic>
#include <memory>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "services/common/db/transaction.h"
#include "waymark/events/v1/events.pb.h"

namespace waymark::events {

// What a service does with the events of others.
class EventHandler {
 public:
  virtual ~EventHandler() = default;

  // Applies events of one organization, in stream order, in the given
  // transaction, which also holds their inbox rows and the position: either all
  // of it is committed or nothing. Must not keep state across calls: after a
  // failure the events come again, singly. Types it does not know it skips.
  virtual void Apply(db::Transaction& tx, std::string_view organization_id,
                     std::span<const waymark::events::v1::Event> events) = 0;
};

struct ConsumerOptions {
  std::string name;      // of this consumer, `evaluation`
  std::string producer;  // whose stream, `courses`
  std::string database;
  std::string redis;
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

 private:
  void Run();
  const ConsumerOptions options_;
  std::unique_ptr<EventHandler> handler_;
  std::atomic<bool> stop_ = false;
  std::thread thread_;
};

}  // namespace waymark::events
