#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "services/common/db/transaction.h"
#include "services/common/events/background.h"
#include "waymark/events/v1/events.pb.h"

namespace waymark::events {

// The reason of the error that another process has applied events of the same stream.
constexpr char kPositionMoved[] = "POSITION_MOVED";

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

  // Whether nothing that has been published so far has any effect: asked when a batch was
  // read, over which the consumer then passes as it is.
  virtual bool WantsNothing(db::Connection& connection);
};

// Applies the events of one stream, exactly once in effect: position and inbox move in the
// transaction of the effect. A handler that fails five counted times on an event, or of which the
// process dies so often, has it
// parked, with later ones of the same aggregate behind it. For one thread.
class Applier {
 public:
  using Event = waymark::events::v1::Event;

  // Of which consumer, of which of a producer's streams.
  struct Reading {
    std::string consumer, producer;
    int partition = 0;
    std::string stream;  // its name, for the log
  };
  // `connection` and `handler` outlive it.
  Applier(Reading reading, db::Connection& connection, EventHandler& handler)
      : reading_(std::move(reading)), connection_(connection), handler_(handler) {}

  // The last sequence that was applied; not set: it is to be looked up.
  const std::optional<int64_t>& position() const { return position_; }
  void GoOnAfter(int64_t position) { position_ = position; }
  void ForgetPosition() { position_.reset(); }

  // Applies events that follow on the position without a gap; some of them when the thread
  // is to stop. Throws what says nothing about the events, as the loss of PostgreSQL, or
  // POSITION_MOVED when another process applies them too.
  void Apply(std::vector<Event> events, Background& thread);

  // Passes over all up to a sequence behind the position.
  void PassTo(int64_t sequence) { Apply({.organization_id = "*", .from = *position_, .to = sequence}); }

  // The parameters that name this consumer and stream.
  db::Params Named() const;

 private:
  // What one transaction applies: the wanted events of one organization among those
  // behind the sequence `from`, up to `to`.
  struct Run {
    std::string organization_id = {};
    int64_t from = 0, to = 0;
    std::vector<Event> events = {};
  };

  void Put(Event event, std::vector<Run>& runs) const;
  // Moves the position over the run and notes its events as applied, but for those
  // that must not be: which were applied before or come twice, and those of a record of
  // which an event is parked, which are parked too. What is left is to be applied.
  // `kept` owns the events that are left, where some were left out.
  std::span<const Event> Take(db::Transaction& tx, const Run& run, std::vector<Event>& kept);
  // Throws a transient error unless events of all these records are parked.
  void CheckStillParked(db::Transaction& tx, const std::vector<std::string>& records);
  void Apply(const Run& run);
  // Whether the process may have died of this run: it is the first since it started, and was begun
  // before.
  bool IsSuspicious(const Run& run);
  // What is counted: tries that failed, or all of them, before they are made.
  enum class Count { kFailures, kBefore };
  // One after another, so that what fails holds up nothing but itself.
  void ApplySingly(Background& thread, const Run& run, Count count);
  void TryCounted(Background& thread, const Run& single);
  int64_t CountTry(const Run& single);
  void ForgetTries(const Run& single);
  // After the try of a run of one event failed: waits, or parks it.
  void Failed(Background& thread, const Run& single, const std::string& failure, int64_t tries);
  void Park(db::Transaction& tx, const Event& event, const std::string& error);
  db::Params NamedWith(const Event& event) const;

  const Reading reading_;
  db::Connection& connection_;
  EventHandler& handler_;
  std::optional<int64_t> position_;
  bool begun_ = false;  // with the first run since the process started
};

}  // namespace waymark::events
