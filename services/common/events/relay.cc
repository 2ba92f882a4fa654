#include "services/common/events/relay.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/wire_format_lite.h>

#include <algorithm>

#include "services/common/base/log.h"
#include "services/common/events/sql.h"
#include "services/common/status/error.h"
#include "waymark/events/v1/events.pb.h"

namespace waymark::events {
namespace {

using std::chrono::milliseconds;
using waymark::events::v1::Event;

// As many as Redis takes in some milliseconds.
constexpr int64_t kBatch = 4'000;
// Between batches that were not full, so that a stream of single writes is
// carried some at a time and does not compete with the writers.
constexpr auto kBreath = milliseconds(20);
// How often it looks for changes when there were none. It is not woken by
// NOTIFY: PostgreSQL commits the transactions that notify one after another.
constexpr auto kLook = milliseconds(100);
constexpr auto kNotLeading = milliseconds(1'000);
constexpr auto kCheckEvery = std::chrono::seconds(3);

std::chrono::steady_clock::time_point Now() { return std::chrono::steady_clock::now(); }

// A plan that was made while the tables were empty must hold when they have
// grown by millions, so it may use their indexes only; and the compiler, which
// such settings call up, costs more than the statements.
constexpr std::string_view kPlannerSettings =
    "SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_hashjoin = off;"
    "SET enable_mergejoin = off; SET jit = off";

// Appends the field `sequence` to a serialized event: fields may stand in any
// order, so the rest needs no parsing.
std::string WithSequence(std::string payload, int64_t sequence) {
  google::protobuf::io::StringOutputStream out(&payload);
  google::protobuf::io::CodedOutputStream coded(&out);
  google::protobuf::internal::WireFormatLite::WriteInt64(Event::kSequenceFieldNumber, sequence, &coded);
  coded.Trim();
  return payload;
}

std::vector<StreamEntry> ToEntries(const db::Rows& rows) {
  std::vector<StreamEntry> entries;
  entries.reserve(rows.size());
  for (const db::Row row : rows) {
    const int64_t sequence = row.Int("pub_seq");
    entries.push_back({sequence, WithSequence(row.Bytes("payload"), sequence)});
  }
  return entries;
}

std::string EventId(const std::string& serialized) {
  Event event;
  return event.ParseFromString(serialized) ? event.id() : std::string();
}

// The stream holds events that this database never published: it belongs to
// another, or the database was restored to an earlier state.
Error StreamConflict(const std::string& stream, int64_t sequence) {
  return Error(
      Code::kInternal, "STREAM_CONFLICT",
      "publishing has stopped: " + stream + " holds another event at " + std::to_string(sequence) +
          " than the outbox; find out which is right, then delete the stream to have it filled again");
}

}  // namespace

Relay::Relay(RelayOptions options)
    : options_(std::move(options)),
      stream_(StreamName(options_.service)),
      connection_(options_.database),
      redis_(options_.redis),
      thread_(std::make_unique<Background>("relay of " + options_.service, [this](Background& thread) {
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
  const db::Row row = tx.One(sql::kLeadRelay, {}, "publication");
  return {.leads = row.Bool("leads"),
          .session = row.Int("session"),
          .numbered = row.Int("last_seq"),
          .published = std::max(row.Int("published_seq"), published_),
          .allocated_no = row.Int("allocated_no")};
}

// One batch, or a wait.
void Relay::Step(Background& thread) {
  State state;
  std::vector<StreamEntry> batch;
  {
    db::Transaction tx(connection_, db::Scope{"*"});
    state = Lead(tx);
    if (!state.leads || state.session != session_) {
      tx.Commit();
      // As leader it begins with the next step: what this one read may be older
      // than the lock.
      if (state.leads) connection_.Execute(kPlannerSettings);
      session_ = state.leads ? state.session : 0;
      return thread.Pause(state.leads ? milliseconds(0) : kNotLeading);
    }
    if (Now() >= next_check_) first_ = tx.Run(sql::kFirstPublished, {})[0].Int("pub_seq");
    batch = state.numbered == state.published
                ? ToEntries(tx.Run(sql::kNumberChanges, db::Params()
                                                            .Set("count", kBatch)
                                                            .Set("published_seq", state.published)
                                                            .Set("allocated_no", state.allocated_no)))
                : Published(tx, state.published + 1, state.numbered);
    tx.Commit();
  }
  if (Now() >= next_check_) CheckStream(thread, state);
  if (thread.stopping()) return;
  if (!batch.empty()) {
    Append(batch);
    published_ = batch.back().sequence;
  }
  if (batch.size() == kBatch) return;
  thread.Pause(kBreath);
  while (batch.empty() && !thread.stopping() && Now() < next_check_ && !HasUnnumbered()) thread.Pause(kLook);
}

bool Relay::HasUnnumbered() {
  return connection_.Read(db::Scope{"*"}, sql::kHasUnnumbered, {})[0].Bool("waits");
}

// Compares what the stream should hold with what it holds.
void Relay::CheckStream(Background& thread, const State& state) {
  const StreamInfo info = redis_.Info(stream_);
  if (info.last > state.numbered) throw StreamConflict(stream_, info.last);
  const bool whole = info.last == 0 || (info.length == info.last - info.first + 1 && info.first <= first_);
  if (!whole) {
    // Entries can be added at the end only: begin anew.
    Log(LogLevel::kError, "the stream has a gap and is filled again", {{"stream", stream_}});
    redis_.Delete(stream_);
  }
  const int64_t next = whole ? std::max(info.last + 1, first_) : first_;
  if (next <= state.published) {
    Log(LogLevel::kWarning, "the stream is behind the outbox and is filled up",
        {{"stream", stream_}, {"from", next}, {"to", state.published}});
    Replay(thread, next, state.published);
  }
  next_check_ = Now() + kCheckEvery;
}

// The first of the numbered changes from `first` to `last`.
std::vector<StreamEntry> Relay::Published(db::Transaction& tx, int64_t first, int64_t last) {
  return ToEntries(
      tx.Run(sql::kPublishedChanges,
             db::Params().Set("first_seq", first).Set("last_seq", std::min(last, first + kBatch - 1))));
}

void Relay::Replay(Background& thread, int64_t first, int64_t last) {
  while (first <= last && !thread.stopping()) {
    db::Transaction tx(connection_, db::Scope{"*"});
    if (!Lead(tx).leads) throw Error(Code::kAborted, "NOT_LEADING", "another process publishes now");
    const auto entries = Published(tx, first, last);
    tx.Commit();
    Append(entries);
    first += kBatch;
  }
}

void Relay::Append(std::span<const StreamEntry> entries) {
  const Appended appended = redis_.Append(stream_, entries);
  if (!appended.refused.empty()) CompareRefused(entries, appended.refused);
  // A stream that was flushed a moment ago now lacks its beginning.
  if (appended.length < entries.back().sequence - first_ + 1) next_check_ = {};
}

// Redis refuses what it has already: fine when it is the same event.
void Relay::CompareRefused(std::span<const StreamEntry> entries, const std::vector<size_t>& refused) {
  const auto present =
      redis_.Range(stream_, entries[refused.front()].sequence, entries[refused.back()].sequence);
  auto there = present.begin();
  for (const size_t i : refused) {
    const StreamEntry& entry = entries[i];
    there = std::find_if(there, present.end(), [&](const auto& p) { return p.sequence >= entry.sequence; });
    if (there == present.end() || there->sequence != entry.sequence) {
      next_check_ = {};  // a gap, which the check closes
    } else if (there->event != entry.event && EventId(there->event) != EventId(entry.event)) {
      throw StreamConflict(stream_, entry.sequence);
    }
  }
}

}  // namespace waymark::events
