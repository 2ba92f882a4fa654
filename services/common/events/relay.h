#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "services/common/db/transaction.h"
#include "services/common/events/background.h"
#include "services/common/events/redis.h"

namespace waymark::events {

struct RelayOptions {
  std::string service;   // `courses`
  std::string database;  // of that service, application role
  std::string redis;     // as RedisStreams takes it
};

// Carries the change rows of a service to its stream: numbers those that are
// committed, gapless and in the order of change_no, appends them under that
// number, then moves a watermark. One thread; among several processes one leads,
// by an advisory lock. Redis refuses a number that it has, so a repeated or
// late attempt adds nothing. When Redis was flushed, restored or rewound, the
// stream is filled again from the change rows.
//
// Writers never wait for it: while Redis is down the rows stay, and follow.
class Relay {
 public:
  explicit Relay(RelayOptions options);
  ~Relay();  // stops and joins

 private:
  // What the database says at the start of a step.
  struct State {
    bool leads = false;
    int64_t session = 0;       // the PostgreSQL process that serves us
    int64_t numbered = 0;      // the last number given
    int64_t published = 0;     // the watermark: up to here the stream has had all
    int64_t allocated_no = 0;  // the last change_no that was given out
  };

  void Step(Background& thread);
  State Lead(db::Transaction& tx);
  bool HasUnnumbered();
  void CheckStream(Background& thread, const State& state);
  static std::vector<StreamEntry> Published(db::Transaction& tx, int64_t first, int64_t last);
  void Replay(Background& thread, int64_t first, int64_t last);
  void Append(std::span<const StreamEntry> entries);
  void CompareRefused(std::span<const StreamEntry> entries, const std::vector<size_t>& refused);

  const RelayOptions options_;
  const std::string stream_;
  db::Connection connection_;
  RedisStreams redis_;
  int64_t session_ = 0;    // in which this process leads; 0 = it does not
  int64_t first_ = 1;      // the stream's first sequence, as it should be
  int64_t published_ = 0;  // appended in this process; the row follows with the next step
  std::chrono::steady_clock::time_point next_check_{};
  std::unique_ptr<Background> thread_;
};

}  // namespace waymark::events
