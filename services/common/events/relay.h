#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "services/common/db/transaction.h"
#include "services/common/events/background.h"
#include "services/common/events/filled_stream.h"
#include "services/common/events/redis.h"

namespace waymark::events {

// What Redis keeps of a stream of events unless it is told otherwise: some 120 MB.
constexpr int kKeptEvents = 200'000;

struct RelayOptions {
  std::string service;                   // `courses`
  std::string database;                  // of that service, application role
  std::string redis;                     // as RedisStreams takes it
  int partition = 0;                     // of its streams
  std::function<void()> on_refill = {};  // called when a stream is filled again; null = nobody counts it
  int64_t keeps = kKeptEvents;           // how many of the last events Redis has at least; older ones go
};

// Carries the change rows of one partition of a service to its streams, the one of events
// and the one of the audit log: numbers those that are committed, gapless and in the order
// of change_no, appends them to both under that number, then moves a watermark.
// One thread; among several processes one leads, by an advisory lock. When Redis
// was flushed, restored or rewound, the streams are filled again from the change
// rows, a page at a time: what is new is numbered meanwhile, and follows in the stream behind them.
// Redis has the last events only, so that it is never full of them: who is behind reads the others
// from the service itself, see Published.
//
// Writers never wait for it: while Redis is down the rows stay, and follow.
class Relay {
 public:
  explicit Relay(RelayOptions options);
  ~Relay();  // stops and joins

  // Has it end soon, to be destroyed without a wait.
  void Stop() { thread_->Stop(); }

 private:
  // What the database says at the start of a step.
  struct State {
    bool leads = false;
    int64_t session = 0;       // the PostgreSQL process that serves us
    int64_t numbered = 0;      // the last number given
    int64_t published = 0;     // the watermark: up to here the streams have had all
    int64_t allocated_no = 0;  // the last change_no that was given out
    int64_t audit_taken = 0;   // what the reader of the audit stream was known to have
  };

  void Step(Background& thread);
  State Lead(db::Transaction& tx);
  bool HasUnnumbered();
  // The next changes that are published; numbers them where all that have a number are.
  // Afterwards `state` tells of the last number.
  db::Rows NextBatch(db::Transaction& tx, State& state);
  void CheckStreams(const State& state);
  db::Rows Published(db::Transaction& tx, int64_t first, int64_t last) const;
  // The parameter that names the partition.
  db::Params Named() const { return db::Params().Set("partition", options_.partition); }
  void Publish(const db::Rows& batch);
  // Appends a page of what a stream lacks. Whether it lacks more.
  bool FillOn(FilledStream& stream);
  void Append(FilledStream& stream, const db::Rows& changes);

  const RelayOptions options_;
  db::Connection connection_;
  RedisStreams redis_;
  std::array<FilledStream, 2> streams_;
  int64_t session_ = 0;    // in which this process leads; 0 = it does not
  int64_t first_ = 1;      // the streams' first sequence, as it should be
  int64_t published_ = 0;  // appended in this process; the row follows with the next step
  std::chrono::steady_clock::time_point next_check_{};
  std::unique_ptr<Background> thread_;
};

}  // namespace waymark::events
