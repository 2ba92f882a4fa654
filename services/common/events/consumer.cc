#include "services/common/events/consumer.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "services/common/base/log.h"
#include "services/common/events/change.h"
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

// A failure that says nothing about the event: it is tried again without count.
bool IsTransient(const Error& error) {
  switch (error.code()) {
    case Code::kUnavailable:
    case Code::kAborted:
    case Code::kUnknown:
    case Code::kResourceExhausted:
      return true;
    default:
      return false;
  }
}

// Runs `apply`; the error text of a failure that counts, or empty when it
// succeeded. A transient failure is thrown on.
template <typename Function>
std::string FailureOf(Function apply) {
  try {
    apply();
    return "";
  } catch (const Error& error) {
    if (IsTransient(error)) throw;
    return error.reason() + ": " + error.message();
  } catch (const std::exception& failure) {
    return std::string("INTERNAL: ") + failure.what();
  }
}

// The events of the entries, which must follow on `position` without a gap; up
// to the gap where there is one.
std::vector<Event> Parse(const std::string& stream, std::span<const StreamEntry> entries, int64_t position) {
  std::vector<Event> events;
  events.reserve(entries.size());
  for (const StreamEntry& entry : entries) {
    if (entry.sequence != position + static_cast<int64_t>(events.size()) + 1) break;
    Event& event = events.emplace_back();
    if (!event.ParseFromString(entry.event) || event.sequence() != entry.sequence) {
      throw Error(Code::kInternal, "STREAM_CORRUPT",
                  stream + " cannot be read at " + std::to_string(entry.sequence) +
                      ": delete the stream to have it filled again from the outbox");
    }
  }
  if (events.empty() && !entries.empty()) {
    throw Error(Code::kUnavailable, "STREAM_GAP",
                stream + " lacks " + std::to_string(position + 1) + " to " +
                    std::to_string(entries.front().sequence - 1) + ": waiting for the relay to fill it");
  }
  return events;
}

bool IsRead(const Event& event) { return event.type() == kReadType; }

std::vector<std::string_view> SortedIds(std::span<const Event> events) {
  std::vector<std::string_view> ids;
  ids.reserve(events.size());
  for (const Event& event : events) ids.push_back(event.id());
  std::sort(ids.begin(), ids.end());
  return ids;
}

}  // namespace

Consumer::Consumer(ConsumerOptions options, std::unique_ptr<EventHandler> handler)
    : options_(std::move(options)),
      stream_(options_.audit ? AuditStreamName(options_.producer) : StreamName(options_.producer)),
      handler_(std::move(handler)),
      connection_(options_.database),
      redis_(options_.redis),
      thread_(std::make_unique<Background>(options_.producer + ">" + options_.name,
                                           [this](Background& thread) { Step(thread); })) {}

Consumer::~Consumer() = default;

db::Params Consumer::Named() const {
  return db::Params().Set("consumer", options_.name).Set("producer", options_.producer);
}

bool Consumer::Lead(int64_t& position) {
  const db::Rows rows = connection_.Read(db::Scope{"*"}, sql::kLeadConsumer, Named());
  position = rows[0].Int("sequence");
  return rows[0].Bool("leads");
}

void Consumer::Step(Background& thread) {
  int64_t position = 0;
  if (!Lead(position)) return thread.Pause(kNotLeading);
  if (options_.audit && !trimmed_) AskAgain(position);
  const auto read = redis_.Read({{stream_, position}}, kBatch, kBlock);
  const auto entries = read.find(stream_);
  if (entries == read.end()) return;

  if (entries->second.front().sequence > position + 1) trimmed_.reset();
  const std::vector<Event> events = Parse(stream_, entries->second, position);
  for (auto begin = events.begin(); begin != events.end() && !thread.stopping();) {
    const auto end = std::find_if(begin, events.end(), [&](const Event& event) {
      return event.organization_id() != begin->organization_id();
    });
    const Events run(begin, end);
    const std::string failure = FailureOf([&] { Apply(run); });
    if (!failure.empty()) ApplySingly(thread, run);
    begin = end;
    if (options_.audit) Trim(std::prev(end)->sequence());
  }
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

// The position is the guard against another process: whoever finds it moved has
// nothing to do here.
void Consumer::MovePosition(db::Transaction& tx, Events run) {
  const db::Rows moved = tx.Run(
      sql::kMovePosition,
      Named().Set("from_sequence", run.front().sequence() - 1).Set("to_sequence", run.back().sequence()));
  if (moved.empty()) {
    throw Error(Code::kAborted, "POSITION_MOVED", "another process reads " + stream_ + " too");
  }
}

void Consumer::Apply(Events run) {
  const std::string& organization_id = run.front().organization_id();
  db::Transaction tx(connection_,
                     db::Scope{organization_id, std::chrono::steady_clock::now() + kRunDeadline});
  MovePosition(tx, run);
  std::vector<Event> changes;
  if (std::any_of(run.begin(), run.end(), IsRead)) {
    std::remove_copy_if(run.begin(), run.end(), std::back_inserter(changes), IsRead);
    run = changes;
    if (run.empty()) return tx.Commit();
  }
  const Taken taken = FindTaken(tx, run);
  std::vector<Event> kept;
  Events fresh = run;
  if (taken.any) {
    std::unordered_set<std::string_view> seen;  // one id twice in a run is applied once
    for (const Event& event : run) {
      if (taken.event_ids.contains(event.id()) || !seen.insert(event.id()).second) continue;
      if (!taken.aggregates.contains(event.aggregate())) {
        kept.push_back(event);
      } else {
        Park(tx, event, "BEHIND_PARKED: an earlier event of this record is parked");
      }
    }
    fresh = kept;
  }
  if (!fresh.empty()) {
    tx.Run(sql::kNoteEvents, NamedWith(SortedIds(fresh)));
    handler_->Apply(tx, organization_id, fresh);
  }
  tx.Commit();
}

// The position was moved before, in the same transaction: nobody else can note
// events of this stream between this look and the end.
Consumer::Taken Consumer::FindTaken(db::Transaction& tx, Events run) const {
  std::vector<std::string_view> aggregates;
  for (const Event& event : run) aggregates.push_back(event.aggregate());
  const auto ids = SortedIds(run);
  const db::Rows rows = tx.Run(sql::kFindTakenEvents, NamedWith(ids).Set("aggregates", aggregates));
  Taken taken{.any = !rows.empty() || std::adjacent_find(ids.begin(), ids.end()) != ids.end()};
  for (const db::Row row : rows) {
    if (row.IsNull("aggregate")) {
      taken.event_ids.insert(row.Text("event_id"));
    } else {
      taken.aggregates.insert(row.Text("aggregate"));
    }
  }
  return taken;
}

db::Params Consumer::NamedWith(const std::vector<std::string_view>& sorted_ids) const {
  return Named()
      .Set("event_ids", sorted_ids)
      .Set("first_id", sorted_ids.front())
      .Set("last_id", sorted_ids.back());
}

void Consumer::ApplySingly(Background& thread, Events run) {
  for (size_t i = 0; i < run.size() && !thread.stopping();) {
    const Events single = run.subspan(i, 1);
    const Event& event = single.front();
    const db::Scope scope{event.organization_id()};
    const db::Params named = db::Params().Set("consumer", options_.name).Set("event_id", event.id());
    const std::string failure = FailureOf([&] { Apply(single); });
    if (failure.empty()) {
      connection_.Write(scope, sql::kForgetTries, named);
      ++i;
      continue;
    }
    const int64_t tries = connection_.Write(scope, sql::kCountTry, named)[0].Int("tries");
    Log(LogLevel::kWarning, "an event could not be applied",
        {{"stream", stream_}, {"sequence", event.sequence()}, {"tries", tries}, {"error", failure}});
    if (tries < kTries) {
      thread.Pause(kPauseAfterTry * (1 << tries));
      continue;
    }
    db::Transaction tx(connection_, scope);
    MovePosition(tx, single);
    Park(tx, event, failure);
    tx.Commit();
    Log(LogLevel::kError, "an event is parked",
        {{"stream", stream_}, {"sequence", event.sequence()}, {"event", event.id()}});
    ++i;
  }
}

void Consumer::Park(db::Transaction& tx, const Event& event, const std::string& error) {
  const std::string payload = event.SerializeAsString();
  tx.Run(sql::kParkEvent, Named()
                              .Set("sequence", event.sequence())
                              .Set("event_id", event.id())
                              .Set("organization_id", event.organization_id())
                              .Set("aggregate", event.aggregate())
                              .Set("payload", db::Bytes{payload})
                              .Set("error", error));
}

}  // namespace waymark::events
