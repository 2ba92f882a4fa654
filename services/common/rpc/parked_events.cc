#include "services/common/rpc/parked_events.h"

#include <grpcpp/impl/codegen/proto_utils.h>

#include <optional>
#include <span>

#include "services/common/base/text.h"
#include "services/common/events/failure.h"
#include "services/common/events/sql.h"
#include "services/common/events/without_record.h"
#include "services/common/rpc/names.h"
#include "services/common/rpc/page.h"
#include "services/common/status/error.h"
#include "waymark/events/v1/parked_events.pb.h"

namespace waymark::rpc {
namespace {

namespace sql = events::sql;
using namespace waymark::events::v1;  // NOLINT: the messages

// What one call applies, in one transaction that the consumer waits for.
constexpr size_t kMostEvents = 100;

// The name of another event of the same consumer.
std::string Beside(std::string_view name, std::string_view id) {
  return std::string(name.substr(0, name.rfind('/') + 1)) + std::string(id);
}

Error BehindParked(const std::string& first) {
  return FailedPrecondition("BEHIND_PARKED",
                            "an earlier event of its record is parked, which goes first: " + first)
      .WithMetadata("first", first);
}

Error StillFails(const std::string& error) {
  return FailedPrecondition("EVENT_STILL_FAILS", "the event could not be applied: " + error);
}

Event EventIn(const db::Row& row, const char* column) {
  Event event;
  if (!event.ParseFromString(row.Bytes(column))) throw Internal("a parked event cannot be read");
  return event;
}

// Of a record of the audit log what every event tells: the rest is for auditors.
Event Shown(Event event) {
  if (event.has_audit_record()) {
    AuditRecord& record = *event.mutable_audit_record();
    record.clear_actor();
    record.clear_purpose();
    record.clear_request_id();
    record.clear_address();
    record.clear_user_agent();
    record.clear_diff();
    record.clear_sealed_diff();
    record.clear_recorded();
  }
  return events::WithoutRecord(std::move(event));
}

void FillParked(const db::Row& row, std::string name, ParkedEvent& parked) {
  row.Fill(parked);
  parked.set_name(std::move(name));
  const Event event = EventIn(row, "_payload");
  parked.set_type(event.has_audit_record() ? event.audit_record().type() : event.type());
  *parked.mutable_event() = Shown(event);
}

// An event that could not be applied.
struct Failure {
  size_t place;  // among those of its record
  std::string event_id, error;
};

class ParkedEvents {
 public:
  explicit ParkedEvents(ParkedEventsOptions options) : options_(std::move(options)) {}

  void List(Call& call, const ListParkedEventsRequest& request, ListParkedEventsResponse& reply) const {
    CheckConsumer(request.parent());
    const Page page(call, request);
    const auto rows = call.Read(sql::kListParkedEvents, Named()
                                                            .Set("limit", page.limit())
                                                            .Set("after_producer", page.key(0))
                                                            .Set("after_sequence", page.key(1)));
    reply.set_next_page_token(
        page.Fill(rows, reply.mutable_parked_events(), {"producer", "sequence"},
                  [&](const db::Row& row, ParkedEvent& parked) {
                    FillParked(row, request.parent() + "/parkedEvents/" + row.Text("_event_id"), parked);
                  }));
  }

  void Get(Call& call, const GetParkedEventRequest& request, ParkedEvent& reply) const {
    CheckName(request.name());
    FillParked(call.ReadOne(sql::kGetParkedEvent, NamedBy(request.name()), request.name()), request.name(),
               reply);
  }

  // Where one fails that is not the first, those before it are applied anew without it:
  // a failed statement undoes its transaction.
  void Replay(Call& call, const ReplayParkedEventRequest& request, ReplayParkedEventResponse& reply) const {
    CheckName(request.name());
    std::optional<Failure> known;
    size_t most = kMostEvents;
    while (auto failure = ReplayUpTo(call, request.name(), most, known, reply)) {
      if (failure->place == 0) {
        auto tx = call.Begin();
        CountTry(call, tx, *failure);
        tx.Commit();
        throw StillFails(failure->error);
      }
      most = failure->place;
      known = std::move(failure);
    }
  }

  void Discard(Call& call, const DiscardParkedEventRequest& request, ParkedEvent& reply) const {
    CheckName(request.name());
    auto tx = call.Begin();
    Hold(call, tx, request.name(), 1);
    FillParked(call.One(tx, sql::kGetParkedEvent, NamedBy(request.name()), request.name()), request.name(),
               reply);
    call.StatePurpose(request.reason());
    ParkedEvent before;
    before.set_producer(reply.producer());
    before.set_sequence(reply.sequence());
    const std::string id(LastPart(request.name()));
    auto changes = Changed(call, "parked_event.discarded", id, reply.event());
    changes.Describe(&before, ParkedEvent());
    Settle(call, tx, {id});
    call.Record(tx, changes, reply);
    tx.Commit();
  }

 private:
  // Over gRPC the consumer of another service may be named.
  void CheckConsumer(std::string_view name) const {
    if (Split(name, '/')[3] != options_.consumer) throw NotFound(name);
  }

  void CheckName(std::string_view name) const {
    CheckConsumer(name);
    if (LastPart(name).starts_with('~')) throw NotFound(name);
  }

  db::Params Named() const { return db::Params().Set("consumer", options_.consumer); }
  db::Params NamedBy(std::string_view name) const { return Named().Set("event_id", LastPart(name)); }

  // The events of the record of a parked one, which must be the first of them. From here
  // on nothing of that stream is applied or parked by anybody else.
  db::Rows Hold(Call& call, db::Transaction& tx, const std::string& name, size_t limit) const {
    call.One(tx, sql::kHoldParkedEvent, NamedBy(name), name);
    db::Rows rows = call.Run(tx, sql::kListParkedOfRecord, NamedBy(name).Set("limit", limit));
    if (rows.empty()) throw NotFound(name);
    const std::string first = rows[0].Text("event_id");
    if (first != LastPart(name)) throw BehindParked(Beside(name, first));
    return rows;
  }

  // Applies up to `most` events of the record, with all that goes with it; or tells which
  // of them failed, and nothing has been done. `known`: the one behind them that has.
  std::optional<Failure> ReplayUpTo(Call& call, const std::string& name, size_t most,
                                    const std::optional<Failure>& known,
                                    ReplayParkedEventResponse& reply) const {
    auto tx = call.Begin();
    const db::Rows rows = Hold(call, tx, name, most + 1);
    const size_t count = std::min(rows.size(), most);
    if (auto failure = Apply(call, tx, rows, count)) return failure;

    std::vector<std::string> ids;
    for (size_t i = 0; i < count; ++i) ids.push_back(rows[i].Text("event_id"));
    Settle(call, tx, ids);
    reply.set_applied_count(static_cast<int>(count));
    if (rows.size() > count) {
      const std::string next = rows[count].Text("event_id");
      reply.set_next(Beside(name, next));
      if (known && known->event_id == next) {
        reply.set_error(known->error);
        CountTry(call, tx, *known);
      }
    }
    auto changes = Changed(call, "parked_event.replayed", ids.front(), EventIn(rows[0], "payload"));
    changes.Describe(nullptr, reply);
    call.Record(tx, changes, reply);
    tx.Commit();
    return std::nullopt;
  }

  std::optional<Failure> Apply(Call& call, db::Transaction& tx, const db::Rows& rows, size_t count) const {
    const auto handler = options_.make_handler();
    for (size_t i = 0; i < count; ++i) {
      if (rows[i].Bool("applied")) continue;
      const Event event = EventIn(rows[i], "payload");
      const std::string error =
          events::FailureOf([&] { handler->Apply(tx, call.organization(), std::span(&event, 1)); });
      if (error.empty()) continue;
      // The caller's time is over, which says nothing about the event.
      if (std::chrono::steady_clock::now() >= call.scope().deadline) throw DeadlineExceeded();
      return Failure{i, event.id(), error};
    }
    return std::nullopt;
  }

  void CountTry(Call& call, db::Transaction& tx, const Failure& failure) const {
    call.Run(tx, sql::kCountParkedTry, Named().Set("event_id", failure.event_id).Set("error", failure.error));
  }

  void Settle(Call& call, db::Transaction& tx, const std::vector<std::string>& ids) const {
    call.Run(tx, sql::kSettleParkedEvents, Named().Set("event_ids", ids));
  }

  events::Changes Changed(const Call& call, std::string_view type, const std::string& id,
                          const Event& event) const {
    auto changes = call.NewChanges();
    changes.Add(type, "consumers/" + options_.consumer + "/parkedEvents/" + id, 1, event.subject())
        .mutable_record_changed()
        ->set_record_id(id);
    return changes;
  }

  const ParkedEventsOptions options_;
};

}  // namespace

Service MakeParkedEventsService(ParkedEventsOptions options) {
  const bool may_discard = options.may_discard;
  std::string name = options.service;
  const auto parked = std::make_shared<const ParkedEvents>(std::move(options));
  Service service{std::move(name),
                  {{"ListParkedEvents",
                    [parked](Call& call, const ListParkedEventsRequest& request,
                             ListParkedEventsResponse& reply) { parked->List(call, request, reply); }},
                   {"GetParkedEvent", [parked](Call& call, const GetParkedEventRequest& request,
                                               ParkedEvent& reply) { parked->Get(call, request, reply); }},
                   {"ReplayParkedEvent",
                    [parked](Call& call, const ReplayParkedEventRequest& request,
                             ReplayParkedEventResponse& reply) { parked->Replay(call, request, reply); }}}};
  if (may_discard) {
    service.handlers.emplace_back("DiscardParkedEvent",
                                  [parked](Call& call, const DiscardParkedEventRequest& request,
                                           ParkedEvent& reply) { parked->Discard(call, request, reply); });
  }
  return service;
}

}  // namespace waymark::rpc
