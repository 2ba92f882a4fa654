#include "gateway/cli/webhooks.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <cstdio>

#include "gateway/cli/conditions.h"
#include "gateway/cli/instant.h"
#include "gateway/cli/json.h"
#include "services/common/base/ids.h"
#include "services/common/base/text.h"
#include "waymark/webhooks/v1/deliveries.pb.h"
#include "waymark/webhooks/v1/webhooks.pb.h"

namespace waymark::cli {
namespace {

namespace v1 = waymark::webhooks::v1;
using google::protobuf::util::TimeUtil;

constexpr int kPatienceSeconds = 60;
constexpr int kPageSize = 1'000;

// Calls a method that changes something: once, however often it is asked.
template <typename Request, typename Reply>
void CallOnce(Client& client, const std::string& method, Request& request, Reply& reply) {
  request.set_request_id(NewUuid());
  client.CallPatiently("waymark.webhooks.v1." + method, request, reply, kPatienceSeconds);
}

template <typename Message>
void PrintJson(const Message& message) {
  std::printf("%s\n", ToJson(message, false).c_str());
}

std::string StateOf(const v1::Webhook& webhook) {
  if (webhook.state() == v1::WEBHOOK_STATE_ACTIVE) return "active";
  return webhook.disable_reason() == v1::WEBHOOK_DISABLE_REASON_GONE ? "disabled, its receiver is gone"
                                                                     : "disabled";
}

// `name`, then where to and what; its secret when it is shown.
void Print(const v1::Webhook& webhook, bool json) {
  if (json) return PrintJson(webhook);
  std::string types;
  for (const auto& type : webhook.types()) types += (types.empty() ? "" : ", ") + type;
  std::printf("%s\n  %s  %s  %s%s%s\n", webhook.name().c_str(), StateOf(webhook).c_str(),
              webhook.url().c_str(), types.empty() ? "the usual types" : types.c_str(),
              webhook.description().empty() ? "" : "  ", webhook.description().c_str());
  if (!webhook.secret().empty()) std::printf("  secret, shown this once: %s\n", webhook.secret().c_str());
}

std::string WordsOf(const v1::Attempt& attempt) {
  std::string words = TimeUtil::ToString(attempt.time()) + ": ";
  words += attempt.error().empty() ? "taken, " + std::to_string(attempt.status()) : attempt.error();
  if (!attempt.answer().empty()) words += " (" + attempt.answer() + ")";
  return words;
}

void Print(const v1::Delivery& delivery, bool json) {
  if (json) return PrintJson(delivery);
  const std::string state =
      v1::DeliveryState_Name(delivery.state()).substr(std::string("DELIVERY_STATE_").size());
  std::printf("%s\n  %s  %s of %s  %s %ld  %d tries%s%s\n", delivery.name().c_str(), Lower(state).c_str(),
              delivery.type().c_str(), delivery.subject().c_str(), delivery.producer().c_str(),
              static_cast<long>(delivery.sequence()), delivery.tries(),
              delivery.attempts().empty() ? "" : ", last ",
              delivery.attempts().empty() ? "" : WordsOf(delivery.attempts(0)).c_str());
}

void Set(const WebhookOptions& options, v1::Webhook& webhook) {
  if (options.url) webhook.set_url(*options.url);
  if (options.description) webhook.set_description(*options.description);
  webhook.mutable_types()->Assign(options.types.begin(), options.types.end());
}

// Calls a method that takes the name of a webhook and answers with it.
template <typename Request>
void Change(const Address& address, const std::string& method, Request request, const std::string& name,
            bool json) {
  Client client(address);
  request.set_name(name);
  v1::Webhook reply;
  CallOnce(client, "WebhooksService/" + method, request, reply);
  Print(reply, json);
}

}  // namespace

void CreateWebhook(const Address& address, const std::string& organization, const WebhookOptions& options,
                   bool json) {
  Client client(address);
  v1::CreateWebhookRequest request;
  request.set_parent("organizations/" + organization);
  Set(options, *request.mutable_webhook());
  v1::Webhook reply;
  CallOnce(client, "WebhooksService/CreateWebhook", request, reply);
  Print(reply, json);
}

void ListWebhooks(const Address& address, const std::string& organization, bool json) {
  Client client(address);
  v1::ListWebhooksRequest request;
  request.set_parent("organizations/" + organization);
  do {
    v1::ListWebhooksResponse reply;
    client.CallPatiently("waymark.webhooks.v1.WebhooksService/ListWebhooks", request, reply,
                         kPatienceSeconds);
    for (const auto& webhook : reply.webhooks()) Print(webhook, json);
    request.set_page_token(reply.next_page_token());
  } while (!request.page_token().empty());
}

void ShowWebhook(const Address& address, const std::string& name) {
  v1::GetWebhookRequest request;
  request.set_name(name);
  v1::Webhook reply;
  Client(address).CallPatiently("waymark.webhooks.v1.WebhooksService/GetWebhook", request, reply,
                                kPatienceSeconds);
  std::printf("%s\n", ToJson(reply, true).c_str());
}

void UpdateWebhook(const Address& address, const std::string& name, const WebhookOptions& options,
                   bool json) {
  Client client(address);
  v1::UpdateWebhookRequest request;
  request.mutable_webhook()->set_name(name);
  Set(options, *request.mutable_webhook());
  if (options.url) request.mutable_update_mask()->add_paths("url");
  if (options.description) request.mutable_update_mask()->add_paths("description");
  if (options.usual_types || !options.types.empty()) request.mutable_update_mask()->add_paths("types");
  v1::Webhook reply;
  CallOnce(client, "WebhooksService/UpdateWebhook", request, reply);
  Print(reply, json);
}

void DeleteWebhook(const Address& address, const std::string& name, bool json) {
  Change(address, "DeleteWebhook", v1::DeleteWebhookRequest(), name, json);
}

void EnableWebhook(const Address& address, const std::string& name, bool json) {
  Change(address, "EnableWebhook", v1::EnableWebhookRequest(), name, json);
}

void DisableWebhook(const Address& address, const std::string& name, bool json) {
  Change(address, "DisableWebhook", v1::DisableWebhookRequest(), name, json);
}

void RotateWebhookSecret(const Address& address, const std::string& name, std::optional<int> overlap_seconds,
                         bool json) {
  v1::RotateWebhookSecretRequest request;
  if (overlap_seconds) request.set_overlap_seconds(*overlap_seconds);
  Change(address, "RotateWebhookSecret", request, name, json);
}

bool TestWebhook(const Address& address, const std::string& name, bool json) {
  Client client(address);
  v1::TestWebhookRequest request;
  request.set_name(name);
  v1::TestWebhookResponse reply;
  CallOnce(client, "WebhooksService/TestWebhook", request, reply);
  if (json) {
    PrintJson(reply);
  } else {
    std::printf("%s  %d ms\n", WordsOf(reply.attempt()).c_str(), reply.attempt().duration_ms());
  }
  return reply.delivered();
}

void ListDeliveries(const Address& address, const std::string& webhook, const DeliveryFilter& filter,
                    int limit, bool json) {
  Client client(address);
  v1::ListDeliveriesRequest request;
  std::string conditions;
  AddCondition("state", Upper(filter.state), conditions);
  AddCondition("type", filter.type, conditions);
  AddCondition("subject", filter.subject, conditions);
  request.set_parent(webhook);
  request.set_filter(conditions);
  for (int left = limit; left > 0;) {
    request.set_page_size(std::min(kPageSize, left));
    v1::ListDeliveriesResponse reply;
    client.CallPatiently("waymark.webhooks.v1.DeliveriesService/ListDeliveries", request, reply,
                         kPatienceSeconds);
    for (const auto& delivery : reply.deliveries()) Print(delivery, json);
    left -= reply.deliveries_size();
    request.set_page_token(reply.next_page_token());
    if (reply.next_page_token().empty()) break;
  }
}

void ReplayWebhook(const Address& address, const std::string& name, const ReplayRange& range) {
  Client client(address);
  v1::ReplayWebhookRequest request;
  request.set_name(name);
  if (!range.from.empty()) *request.mutable_start_time() = InstantOf("from", range.from);
  if (!range.to.empty()) *request.mutable_end_time() = InstantOf("to", range.to);
  request.set_producer(range.producer);
  request.set_first_sequence(range.first_sequence);
  request.set_last_sequence(range.last_sequence);
  int64_t queued = 0;
  do {
    v1::ReplayWebhookResponse reply;
    CallOnce(client, "WebhooksService/ReplayWebhook", request, reply);
    queued += reply.queued_count();
    request.set_page_token(reply.next_page_token());
  } while (!request.page_token().empty());
  std::printf("%ld events queued\n", static_cast<long>(queued));
}

void RetryDeliveries(const Address& address, const std::string& webhook,
                     const std::vector<std::string>& names) {
  Client client(address);
  v1::RetryDeliveriesRequest request;
  request.set_parent(webhook);
  request.mutable_deliveries()->Assign(names.begin(), names.end());
  int64_t retried = 0;
  v1::RetryDeliveriesResponse reply;
  do {
    CallOnce(client, "DeliveriesService/RetryDeliveries", request, reply);
    retried += reply.retried_count();
  } while (reply.more() && reply.retried_count() > 0);
  std::printf("%ld deliveries are tried again\n", static_cast<long>(retried));
}

}  // namespace waymark::cli
