#include "services/webhooks/fixture.h"

namespace waymark::webhooks {
namespace {

using ::testing::AllOf;
using testing::BlamesField;
using ::testing::Contains;
using ::testing::ElementsAre;
using testing::Fails;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::IsOk;
using ::testing::MatchesRegex;
using ::testing::Not;
using Stub = v1::WebhooksService::Stub;

constexpr char kUrl[] = "https://hooks.example/waymark";

class WebhooksServiceTest : public WebhooksFixture {
 protected:
  template <typename Request>
  static Request Named(const std::string& name) {
    Request request;
    request.set_name(name);
    return request;
  }
  grpc::Status Update(const v1::Webhook& webhook, std::vector<std::string> paths, v1::Webhook* reply) {
    v1::UpdateWebhookRequest request;
    *request.mutable_webhook() = webhook;
    for (const auto& path : paths) request.mutable_update_mask()->add_paths(path);
    return Call(webhooks_, &Stub::UpdateWebhook, request, reply);
  }
  v1::Webhook Rotate(const std::string& name, std::optional<int> overlap = {}) {
    auto request = Named<v1::RotateWebhookSecretRequest>(name);
    if (overlap) request.set_overlap_seconds(*overlap);
    v1::Webhook reply;
    EXPECT_THAT(Call(webhooks_, &Stub::RotateWebhookSecret, request, &reply), IsOk());
    return reply;
  }

  v1::Webhook reply_;
};

TEST_F(WebhooksServiceTest, ANewOneShowsItsSecretOnce) {
  const v1::Webhook made = Make(NewWebhook(kUrl, {"career.*"}));
  EXPECT_THAT(made.name(), MatchesRegex("organizations/asp/webhooks/[0-9a-f-]{36}"));
  EXPECT_THAT(made.secret(), MatchesRegex("whsec_[A-Za-z0-9+/]{43}="));
  EXPECT_EQ(made.state(), v1::WEBHOOK_STATE_ACTIVE);
  v1::Webhook without = made;
  without.clear_secret();
  EXPECT_THAT(Get(made.name()), testing::EqualsProto(without));
}

TEST_F(WebhooksServiceTest, NoneIsMadeInAnOrganizationThatIsNotThere) {
  service_.directory().Forget("typo");
  auto request = NewWebhook(kUrl);
  request.set_parent("organizations/typo");
  EXPECT_THAT(Call(webhooks_, &Stub::CreateWebhook, request, &reply_),
              Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(WebhooksServiceTest, AskingTwiceMakesOneAndKeepsNoSecret) {
  auto request = NewWebhook(kUrl);
  request.set_request_id("once");
  const v1::Webhook first = Make(request), second = Make(request);
  EXPECT_EQ(first.name(), second.name());
  EXPECT_THAT(second.secret(), IsEmpty());
  EXPECT_EQ(Count("webhook"), 1);
  EXPECT_EQ(Count("request WHERE position('whsec_' IN encode(response, 'escape')) > 0"), 0);
  EXPECT_EQ(Count("webhook WHERE position('" + first.secret().substr(6) +
                  "' IN encode(sealed_secret, 'base64')) > 0"),
            0);
}

TEST_F(WebhooksServiceTest, WhatMayNotBeCalledIsRefused) {
  for (const char* url : {"https://10.0.0.1/", "ftp://hooks.example", "http://1.1.1.1/", "nonsense"}) {
    const auto status = Call(webhooks_, &Stub::CreateWebhook, NewWebhook(url), &reply_);
    EXPECT_THAT(status, AllOf(Fails(Code::kInvalidArgument, "FIELD_INVALID"), BlamesField("webhook.url")))
        << url;
  }
  EXPECT_THAT(Call(webhooks_, &Stub::CreateWebhook, NewWebhook(kUrl, {"career.*", "participant.registered"}),
                   &reply_),
              AllOf(Fails(Code::kInvalidArgument, "FIELD_INVALID"), BlamesField("webhook.types[1]")));
  EXPECT_EQ(Count("webhook"), 0);
}

TEST_F(WebhooksServiceTest, AnOrganizationHasTwenty) {
  for (int i = 0; i < 20; ++i) Make(NewWebhook(kUrl));
  EXPECT_THAT(Call(webhooks_, &Stub::CreateWebhook, NewWebhook(kUrl), &reply_),
              Fails(Code::kFailedPrecondition, "TOO_MANY_WEBHOOKS"));
  auto elsewhere = NewWebhook(kUrl);
  elsewhere.set_parent("organizations/other");
  Make(elsewhere);
}

TEST_F(WebhooksServiceTest, AnIdMayBeChosenOnce) {
  auto request = NewWebhook(kUrl);
  request.set_webhook_id(NewUuid());
  EXPECT_EQ(Make(request).name(), std::string(kParent) + "/webhooks/" + request.webhook_id());
  EXPECT_THAT(Call(webhooks_, &Stub::CreateWebhook, request, &reply_),
              AllOf(Fails(Code::kAlreadyExists, "RESOURCE_EXISTS"), BlamesField("webhook_id")));
}

TEST_F(WebhooksServiceTest, PagesFollowOnEachOther) {
  std::vector<std::string> made, listed;
  for (int i = 0; i < 5; ++i) made.push_back(Make(NewWebhook(kUrl)).name());
  v1::ListWebhooksRequest request;
  request.set_parent(kParent);
  request.set_page_size(2);
  do {
    v1::ListWebhooksResponse page;
    ASSERT_THAT(Call(webhooks_, &Stub::ListWebhooks, request, &page), IsOk());
    for (const auto& webhook : page.webhooks()) listed.push_back(webhook.name());
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_EQ(listed, made);
}

TEST_F(WebhooksServiceTest, WhatTheMaskNamesIsChanged) {
  v1::Webhook webhook = Make(NewWebhook(kUrl, {"career.*"}));
  webhook.set_url("https://other.example/");
  webhook.set_description("not named");
  webhook.clear_types();
  ASSERT_THAT(Update(webhook, {"url", "types"}, &reply_), IsOk());
  EXPECT_EQ(reply_.url(), "https://other.example/");
  EXPECT_THAT(reply_.description(), IsEmpty());
  EXPECT_THAT(reply_.types(), IsEmpty());
  EXPECT_THAT(Get(webhook.name()), testing::EqualsProto(reply_));
  EXPECT_THAT(Update(webhook, {"url"}, &reply_), Fails(Code::kAborted, "ETAG_MISMATCH"));
  webhook.clear_etag();
  webhook.set_url("https://127.0.0.2.example@10.0.0.1/");
  EXPECT_THAT(Update(webhook, {"url"}, &reply_), BlamesField("webhook.url"));
}

TEST_F(WebhooksServiceTest, OneIsDisabledAndEnabled) {
  const std::string name = Make(NewWebhook(kUrl)).name();
  ASSERT_THAT(Call(webhooks_, &Stub::DisableWebhook, Named<v1::DisableWebhookRequest>(name), &reply_),
              IsOk());
  EXPECT_EQ(reply_.state(), v1::WEBHOOK_STATE_DISABLED);
  EXPECT_EQ(reply_.disable_reason(), v1::WEBHOOK_DISABLE_REASON_ASKED);
  EXPECT_THAT(Call(webhooks_, &Stub::DisableWebhook, Named<v1::DisableWebhookRequest>(name), &reply_),
              Fails(Code::kFailedPrecondition, "STATE_CHANGE_NOT_ALLOWED"));
  ASSERT_THAT(Call(webhooks_, &Stub::EnableWebhook, Named<v1::EnableWebhookRequest>(name), &reply_), IsOk());
  EXPECT_EQ(reply_.state(), v1::WEBHOOK_STATE_ACTIVE);
  EXPECT_EQ(reply_.disable_reason(), v1::WEBHOOK_DISABLE_REASON_UNSPECIFIED);
  EXPECT_THAT(Get(name), testing::EqualsProto(reply_));
}

TEST_F(WebhooksServiceTest, OneThatIsDeletedIsNotThere) {
  const std::string name = Make(NewWebhook(kUrl)).name();
  ASSERT_THAT(Call(webhooks_, &Stub::DeleteWebhook, Named<v1::DeleteWebhookRequest>(name), &reply_), IsOk());
  EXPECT_THAT(Call(webhooks_, &Stub::GetWebhook, Named<v1::GetWebhookRequest>(name), &reply_),
              Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(Call(webhooks_, &Stub::DeleteWebhook, Named<v1::DeleteWebhookRequest>(name), &reply_),
              Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(service_.outbox().back().type(), "webhook.deleted");
}

TEST_F(WebhooksServiceTest, AfterARotationBothSecretsSignForADay) {
  const v1::Webhook made = Make(NewWebhook(kUrl));
  const v1::Webhook rotated = Rotate(made.name());
  EXPECT_THAT(rotated.secret(), AllOf(HasSubstr("whsec_"), Not(made.secret())));
  EXPECT_EQ(rotated.previous_secret_expire_time().seconds(),
            rpc::StampOf(service_.clock().Now()).seconds() + 24 * 3600);
  EXPECT_THAT(Get(made.name()).secret(), IsEmpty());
  service_.clock().Advance(std::chrono::hours(24));
  EXPECT_FALSE(Get(made.name()).has_previous_secret_expire_time());
  EXPECT_FALSE(Rotate(made.name(), 0).has_previous_secret_expire_time());
  EXPECT_EQ(Count("webhook WHERE sealed_previous_secret IS NULL"), 1);
}

TEST_F(WebhooksServiceTest, ATestTellsWhatCameBack) {
  Receiver receiver([](const Received&) { return Receiver::Status(418, "I'm a teapot"); });
  auto test = Named<v1::TestWebhookRequest>(Make(NewWebhook(receiver.url())).name());
  test.set_request_id("once");
  v1::TestWebhookResponse reply;
  ASSERT_THAT(Call(webhooks_, &Stub::TestWebhook, test, &reply), IsOk());
  EXPECT_FALSE(reply.delivered());
  EXPECT_EQ(reply.attempt().status(), 418);
  EXPECT_EQ(reply.attempt().answer(), "I'm a teapot");
  ASSERT_THAT(Call(webhooks_, &Stub::TestWebhook, test, &reply), IsOk());
  const auto received = receiver.received();
  ASSERT_EQ(received.size(), 1);
  EXPECT_THAT(received[0].body, HasSubstr(R"("type":"webhook.ping")"));
  EXPECT_EQ(received[0].headers.at("webhook-id"), reply.event_id());
  EXPECT_EQ(received[0].headers.at("content-type"), "application/cloudevents+json; charset=utf-8");
  EXPECT_EQ(service_.outbox().back().type(), "webhook.tested");
}

TEST_F(WebhooksServiceTest, ATestOfAReceiverThatIsNotThereSaysSo) {
  int port = 0;
  {
    port = Receiver([](const Received&) { return Receiver::Status(204); }).port();
  }
  const auto made = Make(NewWebhook("http://127.0.0.1:" + std::to_string(port) + "/"));
  v1::TestWebhookResponse reply;
  ASSERT_THAT(Call(webhooks_, &Stub::TestWebhook, Named<v1::TestWebhookRequest>(made.name()), &reply),
              IsOk());
  EXPECT_FALSE(reply.delivered());
  EXPECT_EQ(reply.attempt().status(), 0);
  EXPECT_THAT(reply.attempt().error(), HasSubstr("connect"));
}

TEST_F(WebhooksServiceTest, ChangesAreToldWithoutWhatWasTyped) {
  const v1::Webhook made = Make(NewWebhook("https://hooks.example/?token=a-secret"));
  EXPECT_THAT(service_.DiffOf("webhook.changed"), Not(Contains(HasSubstr("a-secret"))));
  EXPECT_THAT(service_.DiffOf("webhook.changed"), Contains(HasSubstr("url")));
  Rotate(made.name());
  EXPECT_THAT(service_.DiffOf("webhook.secret_rotated"), Not(Contains(HasSubstr("whsec_"))));
  int version = 0;
  for (const auto& event : service_.outbox()) EXPECT_EQ(event.aggregate_version(), ++version);
}

TEST_F(WebhooksServiceTest, AdministratorsOfTheWholeAloneKeepThem) {
  using namespace waymark::identity::v1;  // NOLINT: the roles
  const std::string name = Make(NewWebhook(kUrl)).name();
  for (const Role role : {ROLE_REGISTRAR, ROLE_COMMANDER, ROLE_EVALUATOR, ROLE_AUDITOR}) {
    service_.As(testing::CallerWith({role}, "asp"));
    EXPECT_THAT(Call(webhooks_, &Stub::GetWebhook, Named<v1::GetWebhookRequest>(name), &reply_),
                Fails(Code::kPermissionDenied, "PERMISSION_DENIED"))
        << role;
  }
  service_.As(testing::CallerInUnit(ROLE_ADMINISTRATOR, "asp", NewUuid()));
  EXPECT_THAT(Call(webhooks_, &Stub::GetWebhook, Named<v1::GetWebhookRequest>(name), &reply_),
              Fails(Code::kPermissionDenied, "PERMISSION_DENIED"));
}

}  // namespace
}  // namespace waymark::webhooks
