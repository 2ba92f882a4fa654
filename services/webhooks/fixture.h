#pragma once

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "services/common/base/ids.h"
#include "services/common/rpc/times.h"
#include "services/common/testing/matchers.h"
#include "services/common/testing/service.h"
#include "services/webhooks/definition.h"
#include "services/webhooks/dispatcher.h"
#include "services/webhooks/outcomes_handler.h"
#include "services/webhooks/receiver.h"
#include "waymark/webhooks/v1/deliveries.grpc.pb.h"
#include "waymark/webhooks/v1/webhooks.grpc.pb.h"

namespace waymark::webhooks {

// The whole service, with what sends worked by the test itself.
class WebhooksFixture : public ::testing::Test {
 protected:
  static constexpr char kParent[] = "organizations/asp";
  static constexpr char kTokenKey[] = "a key for tests";  // that of TestService

  static Settings SettingsOfTests() { return {.allowed_networks = "127.0.0.0/8"}; }

  // One call of a stub, as in the fixtures of other services.
  template <typename Stub, typename Request, typename Reply>
  static grpc::Status Call(const std::unique_ptr<Stub>& stub,
                           grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Reply*),
                           const Request& request, Reply* reply) {
    grpc::ClientContext context;
    reply->Clear();
    return (stub.get()->*method)(&context, request, reply);
  }

  static v1::CreateWebhookRequest NewWebhook(const std::string& url, std::vector<std::string> types = {}) {
    v1::CreateWebhookRequest request;
    request.set_parent(kParent);
    request.mutable_webhook()->set_url(url);
    for (const auto& type : types) request.mutable_webhook()->add_types(type);
    return request;
  }
  v1::Webhook Make(const v1::CreateWebhookRequest& request) {
    v1::Webhook webhook;
    EXPECT_THAT(Call(webhooks_, &v1::WebhooksService::Stub::CreateWebhook, request, &webhook),
                testing::IsOk());
    return webhook;
  }
  v1::Webhook Get(const std::string& name) {
    v1::GetWebhookRequest request;
    request.set_name(name);
    v1::Webhook webhook;
    EXPECT_THAT(Call(webhooks_, &v1::WebhooksService::Stub::GetWebhook, request, &webhook), testing::IsOk());
    return webhook;
  }

  // An event of one person, as it comes in a stream.
  waymark::events::v1::Event EventOf(const std::string& person, const std::string& type = "career.promoted",
                                     const std::string& producer = "progression") {
    waymark::events::v1::Event event;
    event.set_id(NewUuid());
    event.set_source("/waymark/" + producer);
    event.set_type(type);
    event.set_subject(std::string(kParent) + "/participants/" + person);
    event.set_sequence(++sequence_);
    event.set_organization_id("asp");
    *event.mutable_recorded_time() = *event.mutable_time() = rpc::StampOf(service_.clock().Now());
    event.mutable_career_event_recorded()->set_participant_id(person);
    return event;
  }
  // Applies events as the consumer does.
  void Apply(const std::vector<waymark::events::v1::Event>& events) {
    db::Connection connection(service_.database().app());
    db::Transaction tx(connection, db::Scope{"asp"});
    MakeOutcomesHandler(service_.clock())->Apply(tx, "asp", events);
    tx.Commit();
  }

  // Sends what is due until nothing is.
  void Dispatch() {
    const std::string due = "lane JOIN webhook USING (webhook_id) WHERE state = 1 AND next_try_time <= '" +
                            FormatTime(service_.clock().Now()) + "'";
    while (dispatcher_.Turn(std::chrono::seconds(20)) || Count(due) > 0) {
    }
  }

  std::vector<v1::Delivery> Deliveries(const std::string& webhook, const std::string& filter = "") {
    v1::ListDeliveriesRequest request;
    request.set_parent(webhook);
    request.set_filter(filter);
    v1::ListDeliveriesResponse reply;
    EXPECT_THAT(Call(deliveries_, &v1::DeliveriesService::Stub::ListDeliveries, request, &reply),
                testing::IsOk());
    // The oldest first, which is easier to compare.
    return {reply.deliveries().rbegin(), reply.deliveries().rend()};
  }
  v1::Delivery GetDelivery(const std::string& name) {
    v1::GetDeliveryRequest request;
    request.set_name(name);
    v1::Delivery delivery;
    EXPECT_THAT(Call(deliveries_, &v1::DeliveriesService::Stub::GetDelivery, request, &delivery),
                testing::IsOk());
    return delivery;
  }

  // The persons that a receiver got events of, in their order.
  static std::vector<std::string> PersonsOf(const Receiver& receiver) {
    std::vector<std::string> persons;
    for (const auto& received : receiver.received()) {
      const std::string key = R"("participantId":")";
      const size_t at = received.body.find(key) + key.size();
      persons.push_back(received.body.substr(at, received.body.find('"', at) - at));
    }
    return persons;
  }

  // What of the service's database an administrator counts.
  int64_t Count(const std::string& from) {
    return db::Connection(service_.database().admin())
        .Execute("SELECT count(*) AS n FROM " + from)[0]
        .Int("n");
  }
  void Execute(const std::string& sql) { db::Connection(service_.database().admin()).Execute(sql); }

  Dispatcher MakeDispatcher() {
    return {service_.database().app(), kTokenKey, SettingsOfTests(), service_.clock()};
  }

  testing::TestService service_{Definition(SettingsOfTests())};
  std::unique_ptr<v1::WebhooksService::Stub> webhooks_ = service_.Stub<v1::WebhooksService>();
  std::unique_ptr<v1::DeliveriesService::Stub> deliveries_ = service_.Stub<v1::DeliveriesService>();
  Dispatcher dispatcher_ = MakeDispatcher();

 private:
  int64_t sequence_ = 0;
};

}  // namespace waymark::webhooks
