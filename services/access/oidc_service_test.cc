#include <gmock/gmock.h>

#include "services/access/fixture.h"
#include "services/access/oidc_attempt.h"
#include "services/access/oidc_test_support.h"
#include "waymark/access/v1/oidc.grpc.pb.h"

namespace waymark::access {
namespace {

using testing::BlamesField;
using testing::Fails;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::IsOk;
using ::testing::Not;
using ::testing::SizeIs;
using Stub = v1::AccountsService::Stub;

// Made before the service that asks it.
struct Provider {
  TestProvider provider_{SystemClock()};
};

class OidcServiceTest : protected Provider, public AccessFixture {
 protected:
  OidcServiceTest()
      : AccessFixture({}, provider_.settings(),
                      [this](const HttpQuestion& question) { return provider_.Answer(question); }) {}

  grpc::Status Link(const v1::Account& account, const std::string& subject) {
    v1::UpdateAccountRequest request;
    request.mutable_account()->set_name(account.name());
    request.mutable_account()->set_oidc_subject(subject);
    request.mutable_update_mask()->add_paths("oidc_subject");
    v1::Account reply;
    return Call(accounts_, &Stub::UpdateAccount, request, &reply);
  }
  v1::Account MakeLinked(const std::string& user_name, const std::string& subject) {
    const auto account = MakeAccount(user_name);
    EXPECT_THAT(Link(account, subject), IsOk());
    return account;
  }

  // A browser begins: what it then has to show.
  v1::FinishOidcRequest Begin() {
    AsNobody();
    v1::OidcAttempt attempt;
    EXPECT_THAT(Call(oidc_, &v1::OidcService::Stub::BeginOidc, v1::BeginOidcRequest(), &attempt), IsOk());
    const OidcAttempt made = AttemptOf(attempt.secret());
    EXPECT_THAT(attempt.authorization_uri(), HasSubstr("&state=" + made.state + "&nonce=" + made.nonce));
    provider_.next_nonce = made.nonce;
    v1::FinishOidcRequest request;
    request.set_secret(attempt.secret());
    request.set_state(made.state);
    request.set_code("a code");
    return request;
  }
  grpc::Status Finish(const v1::FinishOidcRequest& request) {
    AsNobody();
    return Call(oidc_, &v1::OidcService::Stub::FinishOidc, request, &session_);
  }

  std::unique_ptr<v1::OidcService::Stub> oidc_ = service_.Stub<v1::OidcService>();
  v1::Session session_;
};

TEST_F(OidcServiceTest, WhoTheProviderVouchesForIsSignedInAsByAPassword) {
  const auto ana = MakeLinked("ana", "arta");
  ASSERT_THAT(Finish(Begin()), IsOk());
  EXPECT_THAT(session_.name(), HasSubstr(ana.name() + "/sessions/"));
  id1::Identity who;
  ASSERT_THAT(IdentifySession(headers_["set-session"], &who), IsOk());
  EXPECT_EQ("accounts/" + who.account_id(), ana.name());
  EXPECT_EQ(GetAccount(ana).state(), v1::ACCOUNT_STATE_ACTIVE);
  EXPECT_THAT(Finish(Begin()), IsOk());
}

// There is no password to ask for: a session that has just begun stands for it.
TEST_F(OidcServiceTest, WhoHasNoPasswordMakesATokenRightAfterSigningIn) {
  const auto ana = MakeLinked("ana", "arta");
  ASSERT_THAT(Finish(Begin()), IsOk());
  As(ana, IdOf(session_.name()));
  service_.clock().Advance(std::chrono::minutes(5) - std::chrono::seconds(1));
  v1::ApiToken token;
  EXPECT_THAT(MakeToken({}, &token), IsOk());
  service_.clock().Advance(std::chrono::seconds(1));
  EXPECT_THAT(MakeToken({}, &token), Fails(Code::kUnauthenticated, "SESSION_TOO_OLD"));
  v1::BeginTotpRequest request;
  request.set_name("accounts/me");
  v1::TotpSecret secret;
  EXPECT_THAT(Call(accounts_, &Stub::BeginTotp, request, &secret),
              Fails(Code::kUnauthenticated, "SESSION_TOO_OLD"));
}

// A session that is renewed is no younger by that.
TEST_F(OidcServiceTest, AGrantToOneselfMakesNoSessionFresh) {
  const auto ana = MakeLinked("ana", "arta");
  ASSERT_THAT(Finish(Begin()), IsOk());
  service_.clock().Advance(std::chrono::minutes(5));
  auto context = testing::AnyRole();
  context.set_account_id(IdOf(ana.name()));
  context.set_session_id(IdOf(session_.name()));
  service_.As(context);
  v1::Grant grant;
  ASSERT_THAT(
      Call(grants_, &v1::GrantsService::Stub::CreateGrant, NewGrant(ana, id1::ROLE_REGISTRAR), &grant),
      IsOk());
  AsRenewed();
  v1::ApiToken token;
  EXPECT_THAT(MakeToken({}, &token), Fails(Code::kUnauthenticated, "SESSION_TOO_OLD"));
}

// The same of who keeps accounts.
TEST_F(OidcServiceTest, WhoHasNoPasswordLetsOthersInAnewByAFreshSession) {
  const auto ana = MakeLinked("ana", "arta"), bora = MakeActive("bora");
  ASSERT_THAT(Finish(Begin()), IsOk());
  auto context = testing::AnyRole();
  context.set_account_id(IdOf(ana.name()));
  context.set_session_id(IdOf(session_.name()));
  service_.As(context);
  v1::CreateAccountLinkRequest request;
  request.set_name(bora.name());
  v1::AccountLink link;
  EXPECT_THAT(Call(accounts_, &Stub::CreateAccountLink, request, &link), IsOk());
  EXPECT_THAT(Link(bora, "bora"), IsOk());
  service_.clock().Advance(std::chrono::minutes(5));
  service_.As(context);
  EXPECT_THAT(Call(accounts_, &Stub::CreateAccountLink, request, &link),
              Fails(Code::kUnauthenticated, "SESSION_TOO_OLD"));
  EXPECT_THAT(Link(bora, "eve"), Fails(Code::kUnauthenticated, "SESSION_TOO_OLD"));
}

TEST_F(OidcServiceTest, APageForSigningInIsToldTheProvidersName) {
  const auto options = SignInOptions();
  EXPECT_EQ(options.provider_display_name(), "id.police.example");
  EXPECT_FALSE(options.sends_mail());
}

TEST_F(OidcServiceTest, AnAttemptIsEndedOnceByItsBrowser) {
  MakeLinked("ana", "arta");
  const auto done = Begin();
  EXPECT_THAT(Dump("oidc_attempt"), Not(HasSubstr(done.secret())));
  ASSERT_THAT(Finish(done), IsOk());
  EXPECT_THAT(Finish(done), Fails(Code::kUnauthenticated, "OIDC_ATTEMPT_UNKNOWN")) << "a second time";
  auto foreign = Begin();
  foreign.set_secret(NewUuid());
  EXPECT_THAT(Finish(foreign), Fails(Code::kUnauthenticated, "OIDC_ATTEMPT_UNKNOWN")) << "of another browser";
  auto wrong = Begin();
  const std::string state = wrong.state();
  wrong.set_state(done.state());
  EXPECT_THAT(Finish(wrong), Fails(Code::kUnauthenticated, "OIDC_STATE_WRONG"));
  wrong.set_state(state);
  EXPECT_THAT(Finish(wrong), Fails(Code::kUnauthenticated, "OIDC_ATTEMPT_UNKNOWN")) << "it is over";
  const auto late = Begin();
  service_.clock().Advance(std::chrono::minutes(10));
  EXPECT_THAT(Finish(late), Fails(Code::kUnauthenticated, "OIDC_ATTEMPT_UNKNOWN")) << "too late";
  Begin();
  const std::string attempts = Dump("oidc_attempt");
  EXPECT_EQ(std::count(attempts.begin(), attempts.end(), '\n'), 1) << "old ones are forgotten";
}

TEST_F(OidcServiceTest, WhatTheProviderDoesNotVouchForSignsNobodyIn) {
  MakeLinked("ana", "arta");
  auto request = Begin();
  request.set_code("wrong");
  EXPECT_THAT(Finish(request), Fails(Code::kUnauthenticated, "OIDC_CODE_REFUSED"));
  request = Begin();
  provider_.next_nonce = "another";
  EXPECT_THAT(Finish(request), Fails(Code::kUnauthenticated, "OIDC_TOKEN_INVALID"));
  EXPECT_THAT(Dump("session"), IsEmpty());
}

TEST_F(OidcServiceTest, NobodyIsSignedInWithoutAnAccountThatIsInUse) {
  EXPECT_THAT(Finish(Begin()), Fails(Code::kUnauthenticated, "OIDC_NOT_LINKED"));
  EXPECT_THAT(Dump("account"), IsEmpty());
  const auto ana = MakeLinked("ana", "arta");
  ASSERT_THAT(Disable(ana), IsOk());
  EXPECT_THAT(Finish(Begin()), Fails(Code::kUnauthenticated, "OIDC_NOT_LINKED"));
  EXPECT_THAT(Dump("session"), IsEmpty());
}

TEST_F(OidcServiceTest, WhoKeepsAccountsSaysWhoseTheyAre) {
  const auto ana = MakeActive("ana"), bora = MakeActive("bora");
  AsSignedIn(ana);
  EXPECT_THAT(Link(ana, "arta"), Fails(Code::kPermissionDenied, "OIDC_SUBJECT_KEPT"));
  AsAdministrator();
  EXPECT_THAT(Link(ana, "arta"), IsOk());
  const auto status = Link(bora, "arta");
  EXPECT_THAT(status, Fails(Code::kAlreadyExists, "RESOURCE_EXISTS"));
  EXPECT_THAT(status, BlamesField("account.oidc_subject"));
  ASSERT_THAT(Finish(Begin()), IsOk());
  const std::string secret = headers_["set-session"];
  AsAdministrator();
  EXPECT_THAT(Link(ana, ""), IsOk());
  EXPECT_EQ(GetAccount(ana).oidc_subject(), "");
  id1::Identity who;
  EXPECT_THAT(IdentifySession(secret, &who), Fails(Code::kUnauthenticated, "CREDENTIAL_INVALID"));
  AsAdministrator();
  EXPECT_THAT(Link(bora, "arta"), IsOk());
}

class NoOidcServiceTest : public AccessFixture {};

TEST_F(NoOidcServiceTest, WithoutAProviderNobodySignsInByOne) {
  AsNobody();
  v1::OidcAttempt attempt;
  EXPECT_THAT(Call(service_.Stub<v1::OidcService>(), &v1::OidcService::Stub::BeginOidc,
                   v1::BeginOidcRequest(), &attempt),
              Fails(Code::kFailedPrecondition, "OIDC_NOT_CONFIGURED"));
  auto request = NewAccount("ana");
  request.mutable_account()->set_oidc_subject("arta");
  AsAdministrator();
  v1::Account reply;
  EXPECT_THAT(Call(accounts_, &Stub::CreateAccount, request, &reply),
              Fails(Code::kFailedPrecondition, "OIDC_NOT_CONFIGURED"));
}

}  // namespace
}  // namespace waymark::access
