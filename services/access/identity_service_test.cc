#include <functional>
#include <future>

#include "services/access/fixture.h"
#include "services/access/times.h"

namespace waymark::access {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using ::testing::ElementsAre;
using testing::Fails;
using ::testing::IsEmpty;
using testing::IsOk;

class IdentityServiceTest : public AccessFixture {
 protected:
  IdentityServiceTest() : ana_(MakeActive("ana")) {}

  TimePoint Now() { return service_.clock().Now(); }

  // `REGISTRAR@asp`
  static std::vector<std::string> Roles(const id1::Identity& identity) {
    std::vector<std::string> out;
    for (const auto& grant : identity.grants())
      out.push_back(id1::Role_Name(grant.role()).substr(5) + "@" + grant.organization_id());
    return out;
  }
  v1::ApiToken TokenFor(std::initializer_list<id1::Role> roles, const std::string& organization = "") {
    AsSignedIn(ana_);
    v1::ApiToken wanted, made;
    for (const auto role : roles) wanted.add_roles(role);
    wanted.set_organization(organization);
    EXPECT_THAT(MakeToken(wanted, &made), IsOk());
    return made;
  }
  int64_t SecondsValid(const id1::Identity& identity) {
    return std::chrono::floor<seconds>(PointOf(identity.valid_until_time()) - Now()).count();
  }
  // The number of changes once it is not `seen`, or after the time.
  int64_t Await(int64_t seen, int wait_seconds) {
    id1::AwaitChangeRequest request;
    request.set_seen(seen);
    request.set_wait_seconds(wait_seconds);
    grpc::ClientContext context;
    id1::AwaitChangeResponse reply;
    EXPECT_THAT(identity_->AwaitChange(&context, request, &reply), IsOk());
    return reply.seen();
  }
  std::string LastUseOf(const std::string& table) {
    db::Connection admin(service_.database().admin());
    return admin.Execute("SELECT max(last_use_time) AS t FROM " + table)[0].Text("t");
  }

  const v1::Account ana_;
  id1::Identity who_;
};

TEST_F(IdentityServiceTest, ASessionIsItsAccountWithAllItsGrants) {
  MustGrant(NewGrant(ana_, id1::ROLE_REGISTRAR));
  MustGrant(NewGrant(ana_, id1::ROLE_AUDITOR, "organizations/-"));
  const std::string person = NewUuid();
  auto own = NewGrant(ana_, id1::ROLE_PARTICIPANT, "organizations/bsp");
  own.mutable_grant()->set_participant("organizations/bsp/participants/" + person);
  MustGrant(own);
  MustGrant(NewGrant(MakeAccount("bora"), id1::ROLE_COMMANDER));
  const auto session = MustSignIn("ana");
  ASSERT_THAT(IdentifySession(secret_, &who_), IsOk());
  EXPECT_EQ(who_.account_id(), IdOf(ana_.name()));
  EXPECT_EQ(who_.session_id(), IdOf(session.name()));
  EXPECT_THAT(Roles(who_), ElementsAre("AUDITOR@*", "REGISTRAR@asp", "PARTICIPANT@bsp"));
  EXPECT_EQ(who_.grants(2).participant_id(), person);
  EXPECT_EQ(SecondsValid(who_), 60);
}

TEST_F(IdentityServiceTest, OneWithoutGrantsIsSomebodyWhoMayNothing) {
  MustSignIn("ana");
  ASSERT_THAT(IdentifySession(secret_, &who_), IsOk());
  EXPECT_THAT(Roles(who_), IsEmpty());
}

TEST_F(IdentityServiceTest, ASessionEndsAfterHalfAnHourUnused) {
  MustSignIn("ana");
  for (int i = 0; i < 3; ++i) {
    service_.clock().Advance(minutes(29));
    EXPECT_THAT(IdentifySession(secret_, &who_), IsOk());
  }
  service_.clock().Advance(minutes(30));
  EXPECT_THAT(IdentifySession(secret_, &who_), Fails(Code::kUnauthenticated, "CREDENTIAL_INVALID"));
}

TEST_F(IdentityServiceTest, ASessionEndsAfterTwelveHoursInAnyCase) {
  MustSignIn("ana");
  for (int i = 0; i < 35; ++i) {
    service_.clock().Advance(minutes(20));
    ASSERT_THAT(IdentifySession(secret_, &who_), IsOk()) << i;
  }
  service_.clock().Advance(minutes(20) - seconds(10));
  ASSERT_THAT(IdentifySession(secret_, &who_), IsOk());
  EXPECT_EQ(SecondsValid(who_), 10);
  service_.clock().Advance(seconds(10));
  EXPECT_THAT(IdentifySession(secret_, &who_), Fails(Code::kUnauthenticated, "CREDENTIAL_INVALID"));
}

TEST_F(IdentityServiceTest, AUseIsNotedOnceAMinute) {
  const auto token = TokenFor({});
  const std::string secret = secret_, began = LastUseOf("session");
  service_.clock().Advance(seconds(59));
  ASSERT_THAT(IdentifySession(secret, &who_), IsOk());
  EXPECT_EQ(LastUseOf("session"), began);
  service_.clock().Advance(seconds(1));
  ASSERT_THAT(IdentifySession(secret, &who_), IsOk());
  EXPECT_NE(LastUseOf("session"), began);
  EXPECT_EQ(LastUseOf("api_token"), "");
  ASSERT_THAT(IdentifyToken(token.token(), &who_), IsOk());
  const std::string used = LastUseOf("api_token");
  EXPECT_NE(used, "");
  service_.clock().Advance(seconds(59));
  ASSERT_THAT(IdentifyToken(token.token(), &who_), IsOk());
  EXPECT_EQ(LastUseOf("api_token"), used);
  EXPECT_THAT(NewEvents().size(), 5u) << "made, link, password, session, token: a use is no event";
}

TEST_F(IdentityServiceTest, ATokenMayDoWhatItIsLimitedTo) {
  MustGrant(NewGrant(ana_, id1::ROLE_REGISTRAR));
  MustGrant(NewGrant(ana_, id1::ROLE_EVALUATOR, "organizations/bsp"));
  MustGrant(NewGrant(ana_, id1::ROLE_AUDITOR, "organizations/-"));
  const auto roles = [&](std::initializer_list<id1::Role> limits, const std::string& organization) {
    EXPECT_THAT(IdentifyToken(TokenFor(limits, organization).token(), &who_), IsOk());
    EXPECT_EQ(who_.session_id(), "");
    return Roles(who_);
  };
  EXPECT_THAT(roles({}, ""), ElementsAre("AUDITOR@*", "REGISTRAR@asp", "EVALUATOR@bsp"));
  EXPECT_THAT(roles({id1::ROLE_EVALUATOR}, ""), ElementsAre("EVALUATOR@bsp"));
  EXPECT_THAT(roles({}, "organizations/asp"), ElementsAre("AUDITOR@asp", "REGISTRAR@asp"));
  EXPECT_THAT(roles({id1::ROLE_ADMINISTRATOR}, ""), IsEmpty());
}

TEST_F(IdentityServiceTest, ATokenEndsInTime) {
  const auto token = TokenFor({});
  service_.clock().Advance(std::chrono::days(90) - seconds(5));
  ASSERT_THAT(IdentifyToken(token.token(), &who_), IsOk());
  EXPECT_EQ(SecondsValid(who_), 5);
  service_.clock().Advance(seconds(5));
  EXPECT_THAT(IdentifyToken(token.token(), &who_), Fails(Code::kUnauthenticated, "CREDENTIAL_INVALID"));
}

TEST_F(IdentityServiceTest, GrantsHoldFromTheirStartToTheirEnd) {
  auto later = NewGrant(ana_, id1::ROLE_REGISTRAR);
  *later.mutable_grant()->mutable_start_time() = StampOf(Now() + seconds(20));
  *later.mutable_grant()->mutable_end_time() = StampOf(Now() + seconds(30));
  MustGrant(later);
  MustSignIn("ana");
  ASSERT_THAT(IdentifySession(secret_, &who_), IsOk());
  EXPECT_THAT(Roles(who_), IsEmpty());
  EXPECT_EQ(SecondsValid(who_), 20);
  service_.clock().Advance(seconds(20));
  ASSERT_THAT(IdentifySession(secret_, &who_), IsOk());
  EXPECT_THAT(Roles(who_), ElementsAre("REGISTRAR@asp"));
  EXPECT_EQ(SecondsValid(who_), 10);
  service_.clock().Advance(seconds(10));
  ASSERT_THAT(IdentifySession(secret_, &who_), IsOk());
  EXPECT_THAT(Roles(who_), IsEmpty());
}

TEST_F(IdentityServiceTest, ARoleThatEndsIsGoneAtOnce) {
  const auto grant = MustGrant(NewGrant(ana_, id1::ROLE_REGISTRAR));
  MustGrant(NewGrant(ana_, id1::ROLE_EVALUATOR));
  MustSignIn("ana");
  AsAdministrator();
  v1::Grant ended;
  ASSERT_THAT(End(grant, &ended), IsOk());
  ASSERT_THAT(IdentifySession(secret_, &who_), IsOk());
  EXPECT_THAT(Roles(who_), ElementsAre("EVALUATOR@asp"));
}

TEST_F(IdentityServiceTest, WhatIsNoCredentialIsRefused) {
  const auto token = TokenFor({});
  std::string other_secret = token.token();
  other_secret[30] = other_secret[30] == 'A' ? 'B' : 'A';
  for (const auto& text : {std::string("x"), std::string("wmk_"), other_secret, secret_})
    EXPECT_THAT(IdentifyToken(text, &who_), Fails(Code::kUnauthenticated, "CREDENTIAL_INVALID"));
  for (const auto& text : {std::string("x"), token.token(), std::string(43, 'A')})
    EXPECT_THAT(IdentifySession(text, &who_), Fails(Code::kUnauthenticated, "CREDENTIAL_INVALID"));
  EXPECT_THAT(Call(identity_, &id1::IdentityService::Stub::Identify, id1::IdentifyRequest(), &who_),
              Fails(Code::kInvalidArgument, "FIELD_INVALID"));
}

TEST_F(IdentityServiceTest, WhoWaitsForAChangeLearnsOfIt) {
  const int64_t seen = ChangesSoFar();
  auto patient = std::async(std::launch::async, [&] { return Await(seen, 60); });
  // Others come and go meanwhile; were they to wait as long, the first would go before them.
  EXPECT_EQ(Await(seen, 0), seen);
  EXPECT_EQ(Await(seen, 1), seen);
  EXPECT_EQ(patient.wait_for(seconds(0)), std::future_status::timeout);
  MustGrant(NewGrant(ana_, id1::ROLE_REGISTRAR));
  EXPECT_EQ(patient.get(), seen + 1);
}

TEST_F(IdentityServiceTest, WhoWaitsLearnsOfAllThatMakesAnIdentityWrong) {
  const auto expect_learnt = [&](const char* what, const std::function<void()>& change) {
    const int64_t seen = ChangesSoFar();
    change();
    EXPECT_GT(ChangesSoFar(), seen) << what;
  };
  v1::Account account;
  const std::string link = MakeLink(ana_).secret();
  expect_learnt("a password by a link", [&] { EXPECT_THAT(Redeem(link, kPassword, &account), IsOk()); });
  expect_learnt("a password of one's own", [&] {
    v1::ChangePasswordRequest request;
    request.set_name("accounts/me");
    request.set_current_password(kPassword);
    request.set_new_password(kPassword);
    AsSignedIn(ana_);
    EXPECT_THAT(Call(accounts_, &v1::AccountsService::Stub::ChangePassword, request, &account), IsOk());
  });
  expect_learnt("disabled", [&] { EXPECT_THAT(Disable(ana_), IsOk()); });
  expect_learnt("enabled", [&] {
    v1::EnableAccountRequest request;
    request.set_name(ana_.name());
    AsAdministrator();
    EXPECT_THAT(Call(accounts_, &v1::AccountsService::Stub::EnableAccount, request, &account), IsOk());
  });
  expect_learnt("codes", [&] {
    v1::RecoveryCodes codes;
    AsSignedIn(ana_);
    TurnTotpOn(&codes);
  });
}

}  // namespace
}  // namespace waymark::access
