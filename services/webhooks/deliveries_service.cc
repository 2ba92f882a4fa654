#include <algorithm>
#include <charconv>

#include "services/common/rpc/filter.h"
#include "services/common/rpc/names.h"
#include "services/common/rpc/page.h"
#include "services/webhooks/attempt.h"
#include "services/webhooks/services.h"
#include "services/webhooks/sql.h"
#include "services/webhooks/webhook_records.h"
#include "waymark/webhooks/v1/deliveries.grpc.pb.h"

namespace waymark::webhooks {
namespace {

using rpc::Call;

constexpr int kMostOfCall = 10'000;

// The number that a delivery is named by; 0 for a name of none.
int64_t NumberOf(std::string_view name) {
  const std::string_view text = rpc::LastPart(name);
  int64_t number = 0;
  const auto [end, error] = std::from_chars(text.begin(), text.end(), number);
  return error == std::errc() && end == text.end() ? number : 0;
}

// `organizations/asp/webhooks/…` of the name of a delivery.
std::string_view WebhookOf(std::string_view delivery) {
  return delivery.substr(0, delivery.rfind("/deliveries/"));
}

v1::Attempt LastAttemptOf(const db::Row& row) {
  return AttemptOf({.time = TimePoint(std::chrono::microseconds(row.Int("_time"))),
                    .duration = std::chrono::milliseconds(row.Int("_duration_ms")),
                    .status = static_cast<int>(row.Int("_status")),
                    .error = row.Text("_error"),
                    .answer = row.Text("_answer")});
}

void List(Call& call, const v1::ListDeliveriesRequest& request, v1::ListDeliveriesResponse& reply) {
  const rpc::Page page(call, request);
  const auto filter = rpc::ParseFilter(request.filter(), {"state", "type", "subject", "event_id"});
  call.ReadOne(sql::kGetWebhook, OneWebhook(request.parent()), request.parent());
  const auto rows =
      call.Read(sql::kListDeliveries,
                OneWebhook(request.parent())
                    .Set("before", page.key(0))
                    .Set("limit", page.limit())
                    .Set("state", rpc::EnumFilter(filter, "state", v1::DeliveryState_descriptor()))
                    .Set("type", rpc::TextFilter(filter, "type"))
                    .Set("subject", rpc::TextFilter(filter, "subject"))
                    .Set("event_id", rpc::TextFilter(filter, "event_id")));
  reply.set_next_page_token(page.Fill(rows, reply.mutable_deliveries(), {"_delivery_no"},
                                      [](const db::Row& row, v1::Delivery& delivery) {
                                        row.Fill(delivery);
                                        if (!row.IsNull("_number"))
                                          *delivery.add_attempts() = LastAttemptOf(row);
                                      }));
}

void Get(Call& call, const v1::GetDeliveryRequest& request, v1::Delivery& reply) {
  const int64_t number = NumberOf(request.name());
  call.ReadOne(sql::kGetDelivery, OneWebhook(WebhookOf(request.name())).Set("delivery_no", number),
               request.name())
      .Fill(reply);
  for (const db::Row row : call.Read(sql::kListAttempts, db::Params().Set("delivery_no", number)))
    row.Fill(*reply.add_attempts());
}

// The numbers of those that are named, each once. Throws unless all are of the webhook and parked.
std::vector<int64_t> NamedOf(Call& call, db::Transaction& tx, const v1::RetryDeliveriesRequest& request) {
  std::vector<int64_t> numbers;
  for (const std::string& name : request.deliveries()) {
    if (WebhookOf(name) != request.parent()) throw NotFound(name);
    numbers.push_back(NumberOf(name));
  }
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  const auto row = call.One(tx, sql::kCountDeliveriesNamed,
                            OneWebhook(request.parent()).Set("delivery_nos", numbers), request.parent());
  const auto count = static_cast<int64_t>(numbers.size());
  if (row.Int("found") != count) throw ReferenceNotFound("deliveries", "delivery");
  if (row.Int("parked") != count)
    throw FailedPrecondition("DELIVERY_NOT_PARKED", "a delivery is not parked: it waits, or was delivered");
  return numbers;
}

void Retry(Call& call, const v1::RetryDeliveriesRequest& request, v1::RetryDeliveriesResponse& reply) {
  auto tx = call.Begin();
  const Changing change = BeginChange(call, tx, request.parent(), "");
  const auto numbers = NamedOf(call, tx, request);
  reply.set_retried_count(static_cast<int>(call.One(tx, sql::kRetryDeliveries,
                                                    OneWebhook(request.parent())
                                                        .Set("all", request.deliveries().empty())
                                                        .Set("delivery_nos", numbers)
                                                        .Set("limit", kMostOfCall)
                                                        .Set("now", call.now()),
                                                    request.parent())
                                               .Int("retried")));
  reply.set_more(request.deliveries().empty() &&
                 call.One(tx, sql::kHasParked, OneWebhook(request.parent()), request.parent()).Bool("found"));
  auto changes = call.NewChanges();
  AddWebhookEvent(changes, "webhook.deliveries_retried", &change.before, change.after, change.version);
  call.Record(tx, changes, reply);
  tx.Commit();
}

}  // namespace

rpc::Service MakeDeliveriesService() {
  return {v1::DeliveriesService::service_full_name(),
          {{"ListDeliveries", List}, {"GetDelivery", Get}, {"RetryDeliveries", Retry}}};
}

}  // namespace waymark::webhooks
