#include "services/common/events/consumer.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "services/common/base/log.h"
#include "services/common/base/seeded.h"
#include "services/common/events/change.h"
#include "services/common/events/failure.h"
#include "services/common/events/sql.h"
#include "services/common/status/error.h"

namespace waymark::events {
namespace {

using std::chrono::milliseconds;
using waymark::events::v1::Event;

constexpr size_t kBatch = 1'000;
// Each time costs a sync of Redis's log.
constexpr int64_t kTrimEvery = 1'000;
constexpr auto kBlock = milliseconds(250);
constexpr auto kNotLeading = milliseconds(1'000);
constexpr int kTries = 5;
constexpr auto kPauseAfterTry = milliseconds(100);
constexpr auto kRunDeadline = std::chrono::seconds(60);

// Events as the statement takes them: by their ids, in order.
struct Noted {
  explicit Noted(std::span<const Event> events) {
    std::vector<std::pair<std::string_view, std::string_view>> sorted;
    for (const Event& event : events) sorted.emplace_back(event.id(), event.aggregate());
    std::sort(sorted.begin(), sorted.end());
    for (const auto& [id, aggregate] : sorted) {
      any_twice |= !ids.empty() && ids.back() == id;
      ids.push_back(id);
      aggregates.push_back(aggregate);
    }
  }

  std::vector<std::string_view> ids, aggregates;
  bool any_twice = false;
};

}  // namespace

bool EventHandler::Wants(const Event&) const { return true; }

std::string StreamOf(const ConsumerOptions& options) {
  return (options.audit ? AuditStreamName : StreamName)(options.producer, options.partition);
}

Consumer::Consumer(ConsumerOptions options, std::unique_ptr<EventHandler> handler)
    : options_(std::move(options)),
      stream_(StreamOf(options_)),
      handler_(std::move(handler)),
      connection_(options_.database),
      redis_(options_.redis),
      thread_(std::make_unique<Background>(
          SourceName(options_.producer, options_.partition) + ">" + options_.name,
          [this](Background& thread) { Step(thread); })) {}

Consumer::~Consumer() = default;

db::Params Consumer::Named() const {
  return db::Params()
      .Set("consumer", options_.name)
      .Set("producer", options_.producer)
      .Set("partition", options_.partition);
}

db::Params Consumer::NamedWith(const Event& event) const { return Named().Set("event_id", event.id()); }

bool Consumer::Lead() {
  const db::Rows rows = connection_.Read(db::Scope{"*"}, sql::kLeadConsumer, Named());
  if (!rows[0].Bool("leads")) return false;
  position_ = rows[0].Int("sequence");
  return true;
}

void Consumer::CheckPartitions() {
  const std::string beyond = StreamName(options_.producer, options_.partitions);
  if (!redis_.Exists(beyond)) return;
  throw Error(Code::kFailedPrecondition, "PARTITIONS_DIFFER",
              "there is a stream " + beyond + ", and the database of " + options_.name + " is made for " +
                  std::to_string(options_.partitions) +
                  " partitions: services of one installation are migrated with the same WAYMARK_PARTITIONS");
}

void Consumer::Step(Background& thread) {
  try {
    if (!position_) {
      CheckPartitions();
      if (!Lead()) return thread.Pause(kNotLeading);
    }
    ReadOn(thread);
  } catch (...) {
    // Whether it leads and where it is may be otherwise now.
    position_.reset();
    throw;
  }
}

void Consumer::ReadOn(Background& thread) {
  if (options_.audit && !trimmed_) AskAgain(*position_);
  const auto read = redis_.Read({{stream_, *position_}}, kBatch, kBlock);
  const auto entries = read.find(stream_);
  if (entries == read.end()) return position_.reset();

  if (entries->second.front().sequence > *position_ + 1) {
    trimmed_.reset();
    // It meets the same one again until that is filled.
    if (std::exchange(gap_after_, *position_) != *position_ && options_.on_gap) options_.on_gap();
  }
  for (const Run& run : Parse(entries->second)) {
    if (thread.stopping()) return;
    const std::string failure = FailureOf([&] { Apply(run); });
    if (!failure.empty()) ApplySingly(thread, run);
    if (options_.audit) Trim(*position_);
  }
}

std::vector<Consumer::Run> Consumer::Parse(std::span<const StreamEntry> entries) const {
  std::vector<Run> runs;
  int64_t last = *position_;
  for (const StreamEntry& entry : entries) {
    if (entry.sequence != last + 1) break;
    Event event;
    if (!event.ParseFromString(entry.event) || event.sequence() != entry.sequence) {
      throw Error(Code::kInternal, "STREAM_CORRUPT",
                  stream_ + " cannot be read at " + std::to_string(entry.sequence) +
                      ": delete the stream to have it filled again from the outbox");
    }
    Put(std::move(event), runs);
    last = entry.sequence;
  }
  if (runs.empty()) {
    throw Error(Code::kUnavailable, "STREAM_GAP",
                stream_ + " lacks " + std::to_string(last + 1) + " to " +
                    std::to_string(entries.front().sequence - 1) + ": waiting for the relay to fill it");
  }
  return runs;
}

void Consumer::Put(Event event, std::vector<Run>& runs) const {
  const bool wanted = event.type() != kReadType && handler_->Wants(event);
  const bool goes_on = !runs.empty() && (!wanted || runs.back().events.empty() ||
                                         runs.back().organization_id == event.organization_id());
  if (!goes_on) runs.push_back({.from = event.sequence() - 1});
  Run& run = runs.back();
  run.to = event.sequence();
  if (run.events.empty()) run.organization_id = event.organization_id();
  if (wanted) run.events.push_back(std::move(event));
}

void Consumer::Trim(int64_t position) {
  if (position - *trimmed_ < kTrimEvery) return;
  redis_.Trim(stream_, position);
  trimmed_ = position;
}

void Consumer::AskAgain(int64_t position) {
  const int64_t taken = redis_.Info(stream_).taken;
  if (taken > position) {
    Log(LogLevel::kWarning, "the stream is filled again: more was taken than the database has",
        {{"stream", stream_}, {"taken", taken}, {"position", position}});
    redis_.ForgetTrim(stream_);
  }
  trimmed_ = std::min(taken, position);
}

void Consumer::Apply(const Run& run) {
  db::Transaction tx(connection_,
                     db::Scope{run.organization_id, std::chrono::steady_clock::now() + kRunDeadline});
  std::vector<Event> kept;
  const auto fresh = Take(tx, run, kept);
  if (!fresh.empty()) {
    handler_->Apply(tx, run.organization_id, fresh);
    seeded::DieAt("before_position");
  }
  tx.Commit();
  position_ = run.to;
}

// The position is the guard against another process: whoever finds it moved has
// nothing to do here, and who moved it holds its row to the end.
std::span<const Event> Consumer::Take(db::Transaction& tx, const Run& run, std::vector<Event>& kept) {
  const Noted noted(run.events);
  const db::Rows rows =
      tx.Run(sql::kTakeEvents, Named()
                                   .Set("from_sequence", run.from)
                                   .Set("to_sequence", run.to)
                                   .Set("event_ids", noted.ids)
                                   .Set("aggregates", noted.aggregates)
                                   .SetOrNull("first_id", noted.ids.empty() ? "" : noted.ids.front())
                                   .SetOrNull("last_id", noted.ids.empty() ? "" : noted.ids.back()));
  if (rows.empty())
    throw Error(Code::kAborted, "POSITION_MOVED", "another process reads " + stream_ + " too");
  if (rows.size() == 1 && !noted.any_twice) return run.events;

  std::unordered_set<std::string> applied, parked;
  for (const db::Row row : rows) {
    if (!row.IsNull("event_id")) applied.insert(row.Text("event_id"));
    if (!row.IsNull("aggregate")) parked.insert(row.Text("aggregate"));
  }
  if (!parked.empty()) CheckStillParked(tx, {parked.begin(), parked.end()});
  for (const Event& event : run.events) {
    if (!applied.insert(event.id()).second) continue;
    if (!parked.contains(event.aggregate())) {
      kept.push_back(event);
    } else {
      Park(tx, event, "BEHIND_PARKED: an earlier event of this record is parked");
    }
  }
  return kept;
}

// The statement above saw the parked events as they were when it began to wait for the
// position; a replay that held it may have taken them away since.
void Consumer::CheckStillParked(db::Transaction& tx, const std::vector<std::string>& records) {
  const db::Rows rows = tx.Run(sql::kCountParkedRecords, Named().Set("aggregates", records));
  if (static_cast<size_t>(rows[0].Int("records")) == records.size()) return;
  throw Error(Code::kAborted, "REPLAYED_MEANWHILE", "events before this one have just been replayed");
}

void Consumer::ApplySingly(Background& thread, const Run& run) {
  for (const Event& event : run.events) {
    const Run single{run.organization_id, *position_, event.sequence(), {event}};
    while (*position_ < single.to) {
      if (thread.stopping()) return;
      const std::string failure = FailureOf([&] { Apply(single); });
      if (!failure.empty()) {
        Failed(thread, single, failure);
      } else {
        connection_.Write(db::Scope{run.organization_id}, sql::kForgetTries, NamedWith(event));
      }
    }
  }
  // Over those behind that nobody wants.
  if (*position_ < run.to) Apply({run.organization_id, *position_, run.to, {}});
}

void Consumer::Failed(Background& thread, const Run& single, const std::string& failure) {
  const Event& event = single.events.front();
  const db::Scope scope{single.organization_id};
  const int64_t tries = connection_.Write(scope, sql::kCountTry, NamedWith(event))[0].Int("tries");
  Log(LogLevel::kWarning, "an event could not be applied",
      {{"stream", stream_}, {"sequence", event.sequence()}, {"tries", tries}, {"error", failure}});
  if (tries < kTries) return thread.Pause(kPauseAfterTry * (1 << tries));
  db::Transaction tx(connection_, scope);
  std::vector<Event> none;
  Take(tx, {single.organization_id, single.from, single.to, {}}, none);
  Park(tx, event, failure);
  tx.Commit();
  position_ = single.to;
  Log(LogLevel::kError, "an event is parked",
      {{"stream", stream_}, {"sequence", event.sequence()}, {"event", event.id()}});
}

void Consumer::Park(db::Transaction& tx, const Event& event, const std::string& error) {
  const std::string payload = event.SerializeAsString();
  tx.Run(sql::kParkEvent, NamedWith(event)
                              .Set("sequence", event.sequence())
                              .Set("organization_id", event.organization_id())
                              .Set("aggregate", event.aggregate())
                              .Set("payload", db::Bytes{payload})
                              .Set("error", error));
}

}  // namespace waymark::events
