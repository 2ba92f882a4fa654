#include <atomic>

#include "services/webhooks/dispatcher.h"
#include "services/webhooks/fixture.h"

namespace waymark::webhooks {
namespace {

using ::testing::ElementsAre;
using testing::Fails;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::IsOk;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

constexpr std::chrono::hours kLongerThanAnyPause{2};

std::string Taken(const Received&) { return Receiver::Status(204); }

class DispatcherServiceTest : public WebhooksFixture {
 protected:
  // A receiver that takes no event of these persons.
  static Receiver::Answer AllBut(std::vector<std::string> persons, int status = 500) {
    return [persons = std::move(persons), status](const Received& received) {
      for (const auto& person : persons) {
        if (received.body.find("\"participantId\":\"" + person + "\"") != std::string::npos)
          return Receiver::Status(status, "not now");
      }
      return Receiver::Status(204);
    };
  }
  v1::RetryDeliveriesResponse Retry(const std::string& webhook, std::vector<std::string> names = {}) {
    v1::RetryDeliveriesRequest request;
    request.set_parent(webhook);
    for (const auto& name : names) request.add_deliveries(name);
    v1::RetryDeliveriesResponse reply;
    EXPECT_THAT(Call(deliveries_, &v1::DeliveriesService::Stub::RetryDeliveries, request, &reply), IsOk());
    return reply;
  }
  grpc::Status Replay(const v1::ReplayWebhookRequest& request, v1::ReplayWebhookResponse* reply) {
    return Call(webhooks_, &v1::WebhooksService::Stub::ReplayWebhook, request, reply);
  }
  void ExpectLanesAreRight() {
    EXPECT_EQ(Count("(SELECT webhook_id, subject, waiting FROM lane) l FULL JOIN (SELECT webhook_id, "
                    "subject, count(*) AS n "
                    "FROM delivery WHERE state = 1 GROUP BY 1, 2) d USING (webhook_id, subject) "
                    "WHERE l.waiting IS DISTINCT FROM d.n"),
              0);
  }
};

TEST_F(DispatcherServiceTest, WhatHappensIsSentSigned) {
  Receiver receiver(Taken);
  const v1::Webhook webhook = Make(NewWebhook(receiver.url()));
  const auto event = EventOf("ana");
  Apply({event});
  Dispatch();
  const auto received = receiver.received();
  ASSERT_THAT(received, SizeIs(1));
  EXPECT_EQ(received[0].headers.at("webhook-id"), event.id());
  EXPECT_THAT(received[0].body, HasSubstr("\"id\":\"" + event.id() + "\""));
  const auto deliveries = Deliveries(webhook.name());
  ASSERT_THAT(deliveries, SizeIs(1));
  EXPECT_EQ(deliveries[0].state(), v1::DELIVERY_STATE_DELIVERED);
  EXPECT_EQ(deliveries[0].event_id(), event.id());
  EXPECT_EQ(deliveries[0].tries(), 1);
  EXPECT_EQ(deliveries[0].attempts(0).status(), 204);
  EXPECT_TRUE(deliveries[0].has_end_time());
  EXPECT_EQ(Count("lane"), 0);
}

TEST_F(DispatcherServiceTest, EachWebhookGetsItsTypes) {
  Receiver careers(Taken), usual(Taken), off(Taken);
  Make(NewWebhook(careers.url(), {"career.*", "enrolment.*"}));
  Make(NewWebhook(usual.url()));
  v1::DisableWebhookRequest disable;
  disable.set_name(Make(NewWebhook(off.url())).name());
  v1::Webhook reply;
  ASSERT_THAT(Call(webhooks_, &v1::WebhooksService::Stub::DisableWebhook, disable, &reply), IsOk());
  Apply({EventOf("ana", "career.hired"), EventOf("bora", "enrolment.state_changed", "courses"),
         EventOf("cen", "participant.graduated", "courses")});
  Dispatch();
  EXPECT_THAT(PersonsOf(careers), UnorderedElementsAre("ana", "bora"));
  EXPECT_THAT(PersonsOf(usual), UnorderedElementsAre("ana", "cen"));
  EXPECT_THAT(off.received(), IsEmpty());
}

TEST_F(DispatcherServiceTest, WithoutWebhooksNothingIsKept) {
  Apply({EventOf("ana")});
  EXPECT_EQ(Count("outcome"), 0);
}

TEST_F(DispatcherServiceTest, AFailureHoldsBackItsPersonAlone) {
  std::atomic<bool> ana_fails = true;
  Receiver receiver([&](const Received& received) {
    return ana_fails ? AllBut({"ana"})(received) : Receiver::Status(204);
  });
  const v1::Webhook webhook = Make(NewWebhook(receiver.url()));
  const auto first = EventOf("ana"), second = EventOf("ana", "career.appointed");
  Apply({first, EventOf("bora"), second, EventOf("bora"), EventOf("cen")});
  Dispatch();
  EXPECT_THAT(PersonsOf(receiver), UnorderedElementsAre("ana", "bora", "bora", "cen"));
  auto deliveries = Deliveries(webhook.name(), "state = WAITING");
  ASSERT_THAT(deliveries, SizeIs(2));
  EXPECT_EQ(deliveries[0].attempts(0).error(), "the receiver answered 500");
  EXPECT_EQ(deliveries[0].attempts(0).answer(), "not now");
  EXPECT_TRUE(deliveries[0].has_next_try_time());
  EXPECT_EQ(deliveries[1].tries(), 0);
  EXPECT_FALSE(deliveries[1].has_next_try_time());
  ExpectLanesAreRight();

  ana_fails = false;
  Dispatch();  // the pause is not over
  EXPECT_THAT(receiver.received(), SizeIs(4));
  service_.clock().Advance(kLongerThanAnyPause);
  Dispatch();
  const auto received = receiver.received();
  ASSERT_THAT(received, SizeIs(6));
  EXPECT_EQ(received[4].headers.at("webhook-id"), first.id());
  EXPECT_EQ(received[5].headers.at("webhook-id"), second.id());
  EXPECT_EQ(Count("lane"), 0);
}

TEST_F(DispatcherServiceTest, AfterThreeDaysItIsParkedAndTheNextGoesOn) {
  Receiver receiver(AllBut({"ana"}));
  const v1::Webhook webhook = Make(NewWebhook(receiver.url()));
  Apply({EventOf("ana")});
  int tries = 0;
  for (; Deliveries(webhook.name(), "state = PARKED").empty() && tries < 200; ++tries) {
    Dispatch();
    service_.clock().Advance(kLongerThanAnyPause);
  }
  EXPECT_EQ(tries, 3 * 24 / 2 + 1);
  const auto parked = Deliveries(webhook.name())[0];
  EXPECT_EQ(parked.tries(), tries);
  EXPECT_TRUE(parked.has_end_time());
  EXPECT_THAT(GetDelivery(parked.name()).attempts(), SizeIs(tries));
  EXPECT_EQ(Count("lane"), 0);
  Dispatch();
  EXPECT_THAT(receiver.received(), SizeIs(tries));
}

TEST_F(DispatcherServiceTest, WhatIsParkedIsTriedAgainWhenAsked) {
  std::atomic<bool> fails = true;
  Receiver receiver([&](const Received&) { return Receiver::Status(fails ? 503 : 200); });
  const v1::Webhook webhook = Make(NewWebhook(receiver.url()));
  Apply({EventOf("ana"), EventOf("bora"), EventOf("cen")});
  Dispatch();
  service_.clock().Advance(kPatience);
  Dispatch();
  const auto parked = Deliveries(webhook.name(), "state = PARKED");
  ASSERT_THAT(parked, SizeIs(3));

  fails = false;
  EXPECT_EQ(Retry(webhook.name(), {parked[1].name(), parked[1].name()}).retried_count(), 1);
  ExpectLanesAreRight();
  Dispatch();
  EXPECT_EQ(GetDelivery(parked[1].name()).state(), v1::DELIVERY_STATE_DELIVERED);
  v1::RetryDeliveriesRequest again;
  again.set_parent(webhook.name());
  again.add_deliveries(parked[1].name());
  v1::RetryDeliveriesResponse reply;
  EXPECT_THAT(Call(deliveries_, &v1::DeliveriesService::Stub::RetryDeliveries, again, &reply),
              Fails(Code::kFailedPrecondition, "DELIVERY_NOT_PARKED"));
  again.set_deliveries(0, webhook.name() + "/deliveries/999");
  EXPECT_THAT(Call(deliveries_, &v1::DeliveriesService::Stub::RetryDeliveries, again, &reply),
              Fails(Code::kNotFound, "REFERENCE_NOT_FOUND"));
  const auto rest = Retry(webhook.name());
  EXPECT_EQ(rest.retried_count(), 2);
  EXPECT_FALSE(rest.more());
  Dispatch();
  EXPECT_THAT(Deliveries(webhook.name(), "state = DELIVERED"), SizeIs(3));
}

// The address that is gone is no more that of the webhook when its answer comes.
TEST_F(DispatcherServiceTest, WhatIsGoneAtAnAddressOfBeforeDisablesNothing) {
  Receiver right(Taken);
  v1::Webhook webhook;
  Receiver gone([&](const Received&) {
    v1::UpdateWebhookRequest update;
    update.mutable_webhook()->set_name(webhook.name());
    update.mutable_webhook()->set_etag(webhook.etag());
    update.mutable_webhook()->set_url(right.url());
    update.mutable_update_mask()->add_paths("url");
    v1::Webhook reply;
    EXPECT_THAT(Call(webhooks_, &v1::WebhooksService::Stub::UpdateWebhook, update, &reply), IsOk());
    return Receiver::Status(410);
  });
  webhook = Make(NewWebhook(gone.url()));
  Apply({EventOf("ana")});
  Dispatch();
  EXPECT_EQ(Get(webhook.name()).state(), v1::WEBHOOK_STATE_ACTIVE);
  EXPECT_THAT(right.received(), SizeIs(1));
}

TEST_F(DispatcherServiceTest, WhoIsGoneIsDisabledAndWhatWaitsStays) {
  std::atomic<int> status = 410;
  Receiver receiver([&](const Received&) { return Receiver::Status(status); });
  const v1::Webhook webhook = Make(NewWebhook(receiver.url()));
  Apply({EventOf("ana")});
  Dispatch();
  EXPECT_EQ(Get(webhook.name()).state(), v1::WEBHOOK_STATE_DISABLED);
  EXPECT_EQ(Get(webhook.name()).disable_reason(), v1::WEBHOOK_DISABLE_REASON_GONE);
  EXPECT_THAT(service_.DiffOf("webhook.changed"),
              ::testing::Contains(HasSubstr("WEBHOOK_DISABLE_REASON_GONE")));
  EXPECT_EQ(service_.outbox().back().aggregate_version(), 2);
  Apply({EventOf("bora")});
  service_.clock().Advance(kPatience * 2);
  Dispatch();
  EXPECT_THAT(receiver.received(), SizeIs(1));

  // Its three days begin anew.
  status = 500;
  v1::EnableWebhookRequest enable;
  enable.set_name(webhook.name());
  v1::Webhook reply;
  ASSERT_THAT(Call(webhooks_, &v1::WebhooksService::Stub::EnableWebhook, enable, &reply), IsOk());
  Dispatch();
  EXPECT_THAT(Deliveries(webhook.name(), "state = WAITING"), SizeIs(1));
  status = 200;
  service_.clock().Advance(kLongerThanAnyPause);
  Dispatch();
  EXPECT_THAT(PersonsOf(receiver), ElementsAre("ana", "ana", "ana"));
}

TEST_F(DispatcherServiceTest, DuringARotationBothSecretsSign) {
  Receiver receiver(Taken);
  const v1::Webhook made = Make(NewWebhook(receiver.url()));
  v1::RotateWebhookSecretRequest request;
  request.set_name(made.name());
  v1::Webhook rotated;
  ASSERT_THAT(Call(webhooks_, &v1::WebhooksService::Stub::RotateWebhookSecret, request, &rotated), IsOk());
  Apply({EventOf("ana")});
  Dispatch();
  service_.clock().Advance(std::chrono::hours(24));
  Apply({EventOf("bora")});
  Dispatch();
  const auto received = receiver.received();
  ASSERT_THAT(received, SizeIs(2));
  EXPECT_THAT(Split(received[0].headers.at("webhook-signature"), ' '), SizeIs(2));
  EXPECT_THAT(Split(received[1].headers.at("webhook-signature"), ' '), SizeIs(1));
}

TEST_F(DispatcherServiceTest, WhatWasTakenByWhoDiedIsTakenAgain) {
  Receiver receiver(Taken);
  const v1::Webhook webhook = Make(NewWebhook(receiver.url()));
  Apply({EventOf("ana")});
  {
    Dispatcher dies = MakeDispatcher();
    dies.Turn(std::chrono::milliseconds(0));
  }
  Dispatch();
  EXPECT_THAT(Deliveries(webhook.name(), "state = DELIVERED"), IsEmpty());
  service_.clock().Advance(kLongestTry);
  Dispatch();
  EXPECT_THAT(Deliveries(webhook.name(), "state = DELIVERED"), SizeIs(1));
  ExpectLanesAreRight();
}

TEST_F(DispatcherServiceTest, TwoThatSendTheSameCountItOnce) {
  Receiver receiver(Taken);
  Make(NewWebhook(receiver.url()));
  Apply({EventOf("ana"), EventOf("ana")});
  Dispatcher other = MakeDispatcher();
  other.Turn(std::chrono::milliseconds(0));  // has taken it, and is slow
  service_.clock().Advance(kLongestTry);
  Dispatch();
  other.Finish(std::chrono::seconds(20));
  Dispatch();
  EXPECT_EQ(Count("delivery WHERE state = 2"), 2);
  EXPECT_EQ(Count("lane"), 0);
}

TEST_F(DispatcherServiceTest, OneWebhookHasSoManyAtOnceAndOthersTheRest) {
  std::mutex held;
  held.lock();
  Receiver slow([&](const Received&) {
    const std::lock_guard wait(held);
    return Receiver::Status(204);
  });
  Receiver quick(Taken);
  Make(NewWebhook(slow.url()));
  const v1::Webhook other = Make(NewWebhook(quick.url()));
  std::vector<waymark::events::v1::Event> events;
  for (int i = 0; i < 50; ++i) events.push_back(EventOf("person-" + std::to_string(i)));
  Apply(events);
  for (int i = 0; i < 1'000 && Count("delivery WHERE state = 2") < 50; ++i)
    dispatcher_.Turn(std::chrono::milliseconds(100));
  EXPECT_THAT(quick.received(), SizeIs(50));
  EXPECT_EQ(Count("lane WHERE next_try_time > '" + FormatTime(service_.clock().Now()) + "'"), 4);
  held.unlock();
  Dispatch();
  EXPECT_THAT(slow.received(), SizeIs(50));
}

TEST_F(DispatcherServiceTest, ARangeOfThePastIsSentAgain) {
  Receiver receiver(Taken);
  const v1::Webhook webhook = Make(NewWebhook(receiver.url(), {"career.*"}));
  Apply({EventOf("ana"), EventOf("bora", "participant.graduated", "courses"), EventOf("cen")});
  service_.clock().Advance(std::chrono::hours(1));
  const auto hour_later = service_.clock().Now();
  Apply({EventOf("dea"), EventOf("eda")});
  Dispatch();
  v1::ReplayWebhookRequest request;
  v1::ReplayWebhookResponse reply;
  request.set_name(webhook.name());
  EXPECT_THAT(Replay(request, &reply), testing::BlamesField("start_time"));
  *request.mutable_end_time() = rpc::StampOf(hour_later);
  ASSERT_THAT(Replay(request, &reply), IsOk());
  EXPECT_EQ(reply.queued_count(), 2);
  EXPECT_THAT(reply.next_page_token(), IsEmpty());
  Dispatch();
  request.clear_end_time();
  request.set_first_sequence(4);
  request.set_last_sequence(4);
  EXPECT_THAT(Replay(request, &reply), testing::BlamesField("producer"));
  request.set_producer("progression");
  ASSERT_THAT(Replay(request, &reply), IsOk());
  EXPECT_EQ(reply.queued_count(), 1);
  Dispatch();
  auto persons = PersonsOf(receiver);
  EXPECT_THAT(std::vector(persons.begin() + 4, persons.end()), UnorderedElementsAre("ana", "cen", "dea"));
  const auto deliveries = Deliveries(webhook.name());
  EXPECT_TRUE(deliveries.back().replay());
  EXPECT_EQ(deliveries.back().event_id(), deliveries[2].event_id());
  ExpectLanesAreRight();
}

TEST_F(DispatcherServiceTest, WhatIsLongDoneIsForgotten) {
  Receiver receiver(AllBut({"ana"}));
  const v1::Webhook webhook = Make(NewWebhook(receiver.url()));
  Apply({EventOf("ana"), EventOf("bora")});
  Dispatch();
  service_.clock().Advance(kPatience);
  Dispatch();
  service_.clock().Advance(kOutcomeMemory + std::chrono::hours(1));
  while (dispatcher_.Forget()) {
  }
  EXPECT_EQ(Count("delivery"), 1);  // parked ones stay
  EXPECT_EQ(Count("outcome"), 1);
  EXPECT_EQ(Count("attempt"), 2);
  v1::DeleteWebhookRequest request;
  request.set_name(webhook.name());
  v1::Webhook reply;
  ASSERT_THAT(Call(webhooks_, &v1::WebhooksService::Stub::DeleteWebhook, request, &reply), IsOk());
  service_.clock().Advance(std::chrono::hours(2));
  while (dispatcher_.Forget()) {
  }
  for (const char* table : {"webhook", "delivery", "attempt", "outcome", "lane"})
    EXPECT_EQ(Count(table), 0) << table;
}

TEST_F(DispatcherServiceTest, ASecretThatCannotBeOpenedIsToldAndHoldsUpNobody) {
  Receiver broken(Taken), right(Taken);
  const v1::Webhook webhook = Make(NewWebhook(broken.url()));
  Make(NewWebhook(right.url()));
  Execute("UPDATE webhook SET sealed_secret = '\\x00' WHERE webhook_id = '" +
          webhook.name().substr(webhook.name().rfind('/') + 1) + "'");
  Apply({EventOf("ana")});
  Dispatch();
  dispatcher_.Turn(std::chrono::milliseconds(0));
  EXPECT_THAT(right.received(), SizeIs(1));
  EXPECT_THAT(Deliveries(webhook.name())[0].attempts(0).error(), HasSubstr("secret"));
}

TEST_F(DispatcherServiceTest, MeasuresAreTaken) {
  Receiver receiver(AllBut({"ana"}));
  Make(NewWebhook(receiver.url()));
  Apply({EventOf("ana")});
  EXPECT_NO_THROW(dispatcher_.Measure());
}

}  // namespace
}  // namespace waymark::webhooks
