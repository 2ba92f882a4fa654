#include "services/common/events/relay.h"

#include <algorithm>
#include <optional>

#include "services/common/base/log.h"
#include "services/common/base/seeded.h"
#include "services/common/events/audit_records.h"
#include "services/common/events/sql.h"
#include "services/common/status/error.h"

namespace waymark::events {
namespace {

using std::chrono::milliseconds;

// As many as Redis takes in some milliseconds; and as much as is read and appended at once.
constexpr int64_t kBatch = 4'000;
constexpr int64_t kPageBytes = 4'000'000;
// Between batches that were not full. It grows with the batch: few writes are carried
// soon, many some at a time, so that the relay does not compete with the writers.
constexpr int64_t kChangesPerMillisecond = 5;
constexpr auto kShortestBreath = milliseconds(1);
constexpr auto kLongestBreath = milliseconds(100);
// How often it looks for changes when there have been none for a while; before that,
// from the shortest breath on, each time after twice as long. It is not woken by
// NOTIFY: PostgreSQL commits the transactions that notify one after another.
constexpr auto kLook = milliseconds(100);
constexpr auto kNotLeading = milliseconds(1'000);
constexpr auto kCheckEvery = std::chrono::seconds(3);

milliseconds BreathAfter(size_t changes) {
  return std::clamp(milliseconds(static_cast<int64_t>(changes) / kChangesPerMillisecond), kShortestBreath,
                    kLongestBreath);
}

std::chrono::steady_clock::time_point Now() { return std::chrono::steady_clock::now(); }

// A plan that was made while the tables were empty must hold when they have
// grown by millions, so it may use their indexes only; and the compiler, which
// such settings call up, costs more than the statements.
constexpr std::string_view kPlannerSettings =
    "SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_hashjoin = off;"
    "SET enable_mergejoin = off; SET jit = off";

// The seeded bug of who takes a sequence for the order of commits: what is committed
// later under a lower number is never seen.
constexpr std::string_view kSettleAll =
    "UPDATE publication p SET numbered_above = '{}', settled_no = (SELECT coalesce(max(upper(change_nos)), "
    "1) "
    "- 1 FROM (SELECT change_nos FROM numbering n WHERE n.partition = p.partition ORDER BY first_seq DESC "
    "LIMIT 1) AS last)";

}  // namespace

Relay::Relay(RelayOptions options)
    : options_(std::move(options)),
      connection_(options_.database),
      redis_(options_.redis),
      streams_{
          FilledStream(StreamName(options_.service, options_.partition), EventEntry, redis_, options_.keeps),
          FilledStream(AuditStreamName(options_.service, options_.partition), AuditEntry, redis_)},
      thread_(std::make_unique<Background>("relay " + SourceName(options_.service, options_.partition),
                                           [this](Background& thread) {
                                             try {
                                               Step(thread);
                                             } catch (...) {
                                               // Whatever was known may be wrong by the next step.
                                               published_ = 0;
                                               next_check_ = {};
                                               throw;
                                             }
                                           })) {}

Relay::~Relay() = default;

Relay::State Relay::Lead(db::Transaction& tx) {
  const db::Row row = tx.One(sql::kLeadRelay, Named(), "publication");
  return {.leads = row.Bool("leads"),
          .session = row.Int("session"),
          .numbered = row.Int("last_seq"),
          .published = std::max(row.Int("published_seq"), published_),
          .allocated_no = row.Int("allocated_no"),
          .audit_taken = row.Int("audit_taken")};
}

db::Rows Relay::NextBatch(db::Transaction& tx, State& state) {
  if (state.numbered > state.published) return Published(tx, state.published + 1, state.numbered);
  db::Rows batch = tx.Run(sql::kNumberChanges, Named()
                                                   .Set("count", kBatch)
                                                   .Set("bytes", kPageBytes)
                                                   .Set("published_seq", state.published)
                                                   .Set("allocated_no", state.allocated_no));
  if (!batch.empty()) state.numbered = batch[0].Int("last_seq");
  return batch;
}

// One batch, or a wait.
void Relay::Step(Background& thread) {
  State state;
  std::optional<db::Rows> batch;
  int64_t numbered = 0;
  {
    db::Transaction tx(connection_, db::Scope{"*"});
    state = Lead(tx);
    numbered = state.numbered;
    if (!state.leads || state.session != session_) {
      tx.Commit();
      // As leader it begins with the next step: what this one read may be older
      // than the lock.
      if (state.leads) connection_.Execute(kPlannerSettings);
      session_ = state.leads ? state.session : 0;
      next_check_ = {};
      return thread.Pause(state.leads ? milliseconds(0) : kNotLeading);
    }
    if (Now() >= next_check_) first_ = tx.Run(sql::kPublishedRange, Named())[0].Int("first_seq");
    batch = NextBatch(tx, state);
    tx.Commit();
  }
  if (seeded::Happens("number_by_sequence")) connection_.Execute(kSettleAll);
  if (Now() >= next_check_) CheckStreams(state);
  if (thread.stopping()) return;
  if (!batch->empty()) Publish(*batch);
  bool fills = false;
  for (FilledStream& stream : streams_) fills |= stream.lacks() && FillOn(stream);
  const bool more = !batch->empty() && published_ < state.numbered;
  if (fills || more || state.numbered - numbered == kBatch) return;
  thread.Pause(BreathAfter(batch->size()));
  if (!batch->empty()) return;
  for (auto look = kShortestBreath; !thread.stopping() && Now() < next_check_ && !HasUnnumbered();
       look = std::min(2 * look, kLook)) {
    thread.Pause(look);
  }
}

// To the streams that have what comes before; the others come to it as they are filled.
void Relay::Publish(const db::Rows& batch) {
  seeded::DieAt("before_append");
  for (FilledStream& stream : streams_) {
    if (!stream.lacks()) Append(stream, batch);
  }
  seeded::DieAt("before_marking");
  published_ = batch[batch.size() - 1].Int("pub_seq");
}

bool Relay::HasUnnumbered() {
  return connection_
      .Read(db::Scope{"*"}, sql::kFindStreamEnd, Named().Set("of_organization_id", std::nullopt))[0]
      .Bool("has_unnumbered");
}

// Compares what the streams should hold with what they hold.
void Relay::CheckStreams(const State& state) {
  for (FilledStream& stream : streams_) {
    const int64_t next = stream.FirstMissing({.first = first_,
                                              .numbered = state.numbered,
                                              .published = state.published,
                                              .taken = state.audit_taken});
    const std::optional<int64_t> lacks = next <= state.published ? std::optional(next) : std::nullopt;
    if (lacks && lacks != stream.lacks()) {
      Log(LogLevel::kWarning, "the stream is behind the outbox and is filled up",
          {{"stream", stream.name()}, {"from", next}, {"to", state.published}});
      if (options_.on_refill) options_.on_refill();
    }
    stream.set_lacks(lacks);
    stream.Trim(state.published);
  }
  if (const int64_t taken = streams_.back().taken(); taken != state.audit_taken) {
    connection_.Write(db::Scope{"*"}, sql::kNoteTaken, Named().Set("taken", taken));
  }
  next_check_ = Now() + kCheckEvery;
}

// The first of the numbered changes from `first` to `last`.
db::Rows Relay::Published(db::Transaction& tx, int64_t first, int64_t last) const {
  return tx.Run(sql::kPublishedChanges, Named()
                                            .Set("first_seq", first)
                                            .Set("last_seq", std::min(last, first + kBatch - 1))
                                            .Set("bytes", kPageBytes));
}

bool Relay::FillOn(FilledStream& stream) {
  db::Transaction tx(connection_, db::Scope{"*"});
  const State state = Lead(tx);
  if (!state.leads) throw Error(Code::kAborted, "NOT_LEADING", "another process publishes now");
  const auto changes = Published(tx, *stream.lacks(), state.published);
  tx.Commit();
  Append(stream, changes);
  const int64_t next = changes[changes.size() - 1].Int("pub_seq") + 1;
  stream.set_lacks(next <= state.published ? std::optional(next) : std::nullopt);
  return stream.lacks().has_value();
}

void Relay::Append(FilledStream& stream, const db::Rows& changes) {
  if (!stream.Append(changes, first_)) next_check_ = {};
}

}  // namespace waymark::events
