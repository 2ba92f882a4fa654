#include "services/common/rpc/replay_events.h"

#include <algorithm>
#include <iterator>

#include "services/common/events/sql.h"
#include "services/common/rpc/call.h"
#include "services/common/rpc/upstream.h"
#include "services/common/status/error.h"
#include "services/common/status/grpc_status.h"
#include "waymark/replay/v1/replay.grpc.pb.h"

namespace waymark::rpc {
namespace {

using waymark::events::v1::Event;
using waymark::replay::v1::FindStreamEndRequest;
using waymark::replay::v1::FindStreamEndResponse;
using waymark::replay::v1::ReplayEventsRequest;
using waymark::replay::v1::ReplayEventsResponse;
using waymark::replay::v1::ReplayService;

// An end is asked for on behalf of somebody who waits.
constexpr std::chrono::seconds kEndPatience{3};
constexpr int64_t kMostEvents = 2'000;
constexpr int64_t kMostBytes = 2'000'000;

Error NoPartition() { return InvalidField("partition", "there is no such partition"); }

Error EventsRemoved(int64_t wanted, int64_t first) {
  return FailedPrecondition("EVENTS_REMOVED",
                            "the events from " + std::to_string(wanted) +
                                " on are not kept any more: the first that is has the number " +
                                std::to_string(first));
}

void ReplayEvents(Call& call, const ReplayEventsRequest& request, ReplayEventsResponse& reply) {
  const int64_t next = request.after_sequence() + 1;
  const auto named = [&] { return db::Params().Set("partition", request.partition()); };
  db::Transaction tx = call.Begin();
  const db::Rows range = tx.Run(events::sql::kPublishedRange, named());
  if (range.empty()) throw NoPartition();
  const int64_t first = range[0].Int("first_seq"), last = range[0].Int("last_seq");
  if (next < first) throw EventsRemoved(next, first);
  reply.set_last_sequence(last);
  for (const db::Row row :
       tx.Run(events::sql::kPublishedEvents, named()
                                                 .Set("first_seq", next)
                                                 .Set("last_seq", std::min(last, next + kMostEvents - 1))
                                                 .Set("bytes", kMostBytes))) {
    Event& event = *reply.add_events();
    if (!event.ParseFromString(row.Bytes("payload"))) throw Internal("a change row cannot be read");
    event.set_sequence(row.Int("pub_seq"));
  }
  tx.Commit();
}

void FindStreamEnd(Call& call, const FindStreamEndRequest& request, FindStreamEndResponse& reply) {
  const db::Rows end =
      call.Read(events::sql::kFindStreamEnd, db::Params()
                                                 .Set("partition", request.partition())
                                                 .SetOrNull("of_organization_id", request.organization_id()));
  if (end.empty()) throw NoPartition();
  end[0].Fill(reply);
}

class PublishedEvents final : public events::Published {
 public:
  PublishedEvents(const std::string& service, const std::string& address,
                  const authorization::PeerFiles& files, std::chrono::seconds patience)
      : patience_(patience), stub_(ReplayService::NewStub(ChannelToUpstream(service, address, files))) {}

  events::PublishedPage After(int partition, int64_t sequence) override {
    ReplayEventsRequest request;
    request.set_partition(partition);
    request.set_after_sequence(sequence);
    ReplayEventsResponse response;
    Ask(&ReplayService::Stub::ReplayEvents, request, response, patience_);
    return {.events = {std::make_move_iterator(response.mutable_events()->begin()),
                       std::make_move_iterator(response.mutable_events()->end())},
            .last = response.last_sequence()};
  }

  events::StreamEnd End(int partition, std::string_view organization_id) override {
    FindStreamEndRequest request;
    request.set_partition(partition);
    request.set_organization_id(std::string(organization_id));
    FindStreamEndResponse response;
    Ask(&ReplayService::Stub::FindStreamEnd, request, response, kEndPatience);
    return {.last = response.last_sequence(), .has_unnumbered = response.has_unnumbered()};
  }

 private:
  template <typename Request, typename Response>
  void Ask(grpc::Status (ReplayService::Stub::*method)(grpc::ClientContext*, const Request&, Response*),
           const Request& request, Response& response, std::chrono::seconds patience) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + patience);
    const grpc::Status status = (stub_.get()->*method)(&context, request, &response);
    if (!status.ok()) throw FromGrpc(status);
  }

  const std::chrono::seconds patience_;
  const std::unique_ptr<ReplayService::Stub> stub_;
};

}  // namespace

Service MakeReplayService() {
  return {ReplayService::service_full_name(),
          {{"ReplayEvents", ReplayEvents}, {"FindStreamEnd", FindStreamEnd}}};
}

std::shared_ptr<events::Published> PublishedBy(const std::string& service, const std::string& address,
                                               const authorization::PeerFiles& files,
                                               std::chrono::seconds patience) {
  return std::make_shared<PublishedEvents>(service, address, files, patience);
}

}  // namespace waymark::rpc
