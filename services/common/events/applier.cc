#include "services/common/events/applier.h"

#include <algorithm>
#include <mutex>
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

constexpr int kTries = 5;
// Who begins behind the same position for the second time looks where the process died.
constexpr int64_t kSuspicious = 2;
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

bool EventHandler::WantsNothing(db::Connection&) { return false; }

db::Params Applier::Named() const {
  return db::Params()
      .Set("consumer", reading_.consumer)
      .Set("producer", reading_.producer)
      .Set("partition", reading_.partition);
}

db::Params Applier::NamedWith(const Event& event) const { return Named().Set("event_id", event.id()); }

void Applier::Apply(std::vector<Event> events, Background& thread) {
  std::vector<Run> runs;
  for (Event& event : events) Put(std::move(event), runs);
  for (const Run& run : runs) {
    if (thread.stopping()) return;
    if (IsSuspicious(run)) {
      ApplySingly(thread, run, Count::kBefore);
      continue;
    }
    const std::string failure = FailureOf([&] { Apply(run); });
    if (!failure.empty()) ApplySingly(thread, run, Count::kFailures);
  }
}

void Applier::Put(Event event, std::vector<Run>& runs) const {
  const bool wanted = event.type() != kReadType && handler_.Wants(event);
  const bool goes_on = !runs.empty() && (!wanted || runs.back().events.empty() ||
                                         runs.back().organization_id == event.organization_id());
  if (!goes_on) runs.push_back({.from = event.sequence() - 1});
  Run& run = runs.back();
  run.to = event.sequence();
  if (run.events.empty()) run.organization_id = event.organization_id();
  if (wanted) run.events.push_back(std::move(event));
}

void Applier::Apply(const Run& run) {
  db::Transaction tx(connection_,
                     db::Scope{run.organization_id, std::chrono::steady_clock::now() + kRunDeadline});
  std::vector<Event> kept;
  const auto fresh = Take(tx, run, kept);
  if (!fresh.empty()) {
    handler_.Apply(tx, run.organization_id, fresh);
    seeded::DieAt("before_position");
  }
  tx.Commit();
  position_ = run.to;
}

// The position is the guard against another process: whoever finds it moved has
// nothing to do here, and who moved it holds its row to the end.
std::span<const Event> Applier::Take(db::Transaction& tx, const Run& run, std::vector<Event>& kept) {
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
    throw Error(Code::kAborted, kPositionMoved, "another process reads " + reading_.stream + " too");
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
void Applier::CheckStillParked(db::Transaction& tx, const std::vector<std::string>& records) {
  const db::Rows rows = tx.Run(sql::kCountParkedRecords, Named().Set("aggregates", records));
  if (static_cast<size_t>(rows[0].Int("records")) == records.size()) return;
  throw Error(Code::kAborted, "REPLAYED_MEANWHILE", "events before this one have just been replayed");
}

// Of a process that dies of an event nothing is left that could count it: what comes first after a
// start is counted before.
bool Applier::IsSuspicious(const Run& run) {
  if (run.events.empty() || begun_) return false;
  const int64_t tries =
      connection_.Write(db::Scope{"*"}, sql::kCountBegin, Named().Set("sequence", run.from))[0].Int("tries");
  begun_ = true;
  if (tries < kSuspicious) return false;
  Log(LogLevel::kWarning, "the process has ended behind this position before: events are applied singly",
      {{"stream", reading_.stream}, {"position", run.from}, {"tries", tries}});
  return true;
}

void Applier::ApplySingly(Background& thread, const Run& run, Count count) {
  for (const Event& event : run.events) {
    const Run single{run.organization_id, *position_, event.sequence(), {event}};
    while (*position_ < single.to) {
      if (thread.stopping()) return;
      if (count == Count::kBefore) {
        TryCounted(thread, single);
        continue;
      }
      const std::string failure = FailureOf([&] { Apply(single); });
      if (!failure.empty()) {
        Failed(thread, single, failure, CountTry(single));
      } else {
        ForgetTries(single);
      }
    }
  }
  // Over those behind that nobody wants.
  if (*position_ < run.to) PassTo(run.to);
}

void Applier::TryCounted(Background& thread, const Run& single) {
  // One at a time in this process, or one that it dies of would have others counted with it.
  static std::mutex one_at_a_time;
  int64_t tries = 0;
  std::string failure;
  {
    const std::lock_guard lock(one_at_a_time);
    tries = CountTry(single);
    failure = tries > kTries ? "PROCESS_ENDED: the process has ended each time while it was applied"
                             : FailureOf([&] { Apply(single); });
  }
  if (failure.empty()) return ForgetTries(single);
  Failed(thread, single, failure, tries);
}

int64_t Applier::CountTry(const Run& single) {
  return connection_
      .Write(db::Scope{single.organization_id}, sql::kCountTry, NamedWith(single.events.front()))[0]
      .Int("tries");
}

void Applier::ForgetTries(const Run& single) {
  connection_.Write(db::Scope{single.organization_id}, sql::kForgetTries, NamedWith(single.events.front()));
}

void Applier::Failed(Background& thread, const Run& single, const std::string& failure, int64_t tries) {
  const Event& event = single.events.front();
  Log(LogLevel::kWarning, "an event could not be applied",
      {{"stream", reading_.stream}, {"sequence", event.sequence()}, {"tries", tries}, {"error", failure}});
  if (tries < kTries) return thread.Pause(kPauseAfterTry * (1 << tries));
  db::Transaction tx(connection_, db::Scope{single.organization_id});
  std::vector<Event> none;
  Take(tx, {single.organization_id, single.from, single.to, {}}, none);
  Park(tx, event, failure);
  tx.Commit();
  position_ = single.to;
  Log(LogLevel::kError, "an event is parked",
      {{"stream", reading_.stream}, {"sequence", event.sequence()}, {"event", event.id()}});
}

void Applier::Park(db::Transaction& tx, const Event& event, const std::string& error) {
  const std::string payload = event.SerializeAsString();
  tx.Run(sql::kParkEvent, NamedWith(event)
                              .Set("sequence", event.sequence())
                              .Set("organization_id", event.organization_id())
                              .Set("aggregate", event.aggregate())
                              .Set("payload", db::Bytes{payload})
                              .Set("error", error));
}

}  // namespace waymark::events
