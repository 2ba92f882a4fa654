#include <thread>

#include "services/access/fixture.h"
#include "services/common/status/grpc_status.h"

// Links, passwords and codes.
namespace waymark::access {
namespace {

using testing::BlamesField;
using ::testing::ElementsAre;
using testing::Fails;
using ::testing::HasSubstr;
using testing::IsOk;
using ::testing::Not;
using ::testing::StartsWith;
using ::testing::UnorderedElementsAre;
using Stub = v1::AccountsService::Stub;

class PasswordsServiceTest : public AccessFixture {
 protected:
  grpc::Status Change(const std::string& current, const std::string& fresh, v1::Account* reply,
                      const std::string& name = "accounts/me", bool keep_tokens = false) {
    v1::ChangePasswordRequest request;
    request.set_name(name);
    request.set_keep_tokens(keep_tokens);
    request.set_current_password(current);
    request.set_new_password(fresh);
    return Call(accounts_, &Stub::ChangePassword, request, reply);
  }
  grpc::Status Begin(v1::TotpSecret* reply, const std::string& name = "accounts/me",
                     const std::string& password = kPassword) {
    v1::BeginTotpRequest request;
    request.set_name(name);
    request.set_current_password(password);
    return Call(accounts_, &Stub::BeginTotp, request, reply);
  }
  grpc::Status Confirm(const std::string& code, const std::string& name = "accounts/me") {
    v1::ConfirmTotpRequest request;
    request.set_name(name);
    request.set_code(code);
    v1::RecoveryCodes reply;
    return Call(accounts_, &Stub::ConfirmTotp, request, &reply);
  }
  int64_t CountOf(const std::string& rows) {
    db::Connection admin(service_.database().admin());
    return admin.Execute("SELECT count(*) AS n FROM " + rows)[0].Int("n");
  }
};

TEST_F(PasswordsServiceTest, ALinkLetsItsOwnerInOnce) {
  const auto ana = MakeAccount("ana");
  const auto link = MakeLink(ana);
  EXPECT_EQ(link.account(), ana.name());
  EXPECT_EQ(link.secret().size(), 43u);
  EXPECT_EQ(link.expire_time().seconds() - ana.create_time().seconds(), 3 * 86'400);
  EXPECT_THAT(SignIn("ana", kPassword), Fails(Code::kUnauthenticated, "SIGN_IN_REFUSED"));
  v1::Account reply;
  ASSERT_THAT(Redeem(link.secret(), kPassword, &reply), IsOk());
  EXPECT_EQ(reply.state(), v1::ACCOUNT_STATE_ACTIVE);
  EXPECT_THAT(SignIn("ana", kPassword), IsOk());
  EXPECT_THAT(Redeem(link.secret(), "another horse battery", &reply),
              Fails(Code::kUnauthenticated, "LINK_INVALID"));
  EXPECT_THAT(NewEvents(), ElementsAre("account.changed accounts 1", "account.changed accounts 2",
                                       "account.changed accounts 3", "session.started sessions 1"));
}

TEST_F(PasswordsServiceTest, ALinkEndsAfterThreeDaysAndWithTheNext) {
  const auto ana = MakeAccount("ana");
  const auto first = MakeLink(ana), second = MakeLink(ana);
  v1::Account reply;
  EXPECT_THAT(Redeem(first.secret(), kPassword, &reply), Fails(Code::kUnauthenticated, "LINK_INVALID"));
  service_.clock().Advance(std::chrono::days(3));
  EXPECT_THAT(Redeem(second.secret(), kPassword, &reply), Fails(Code::kUnauthenticated, "LINK_INVALID"));
  const auto third = MakeLink(ana);
  service_.clock().Advance(std::chrono::days(3) - std::chrono::seconds(1));
  EXPECT_THAT(Redeem(third.secret(), kPassword, &reply), IsOk());
  EXPECT_THAT(Redeem("unknown", kPassword, &reply), Fails(Code::kUnauthenticated, "LINK_INVALID"));
}

TEST_F(PasswordsServiceTest, ALinkWorksOnceAlsoForTwoAtATime) {
  const auto link = MakeLink(MakeAccount("ana"));
  AsNobody();
  v1::RedeemAccountLinkRequest request;
  request.set_secret(link.secret());
  request.set_new_password(kPassword);
  std::atomic<int> good = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i) {
    threads.emplace_back([&] {
      grpc::ClientContext context;
      v1::Account reply;
      if (accounts_->RedeemAccountLink(&context, request, &reply).ok()) ++good;
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(good, 1);
}

TEST_F(PasswordsServiceTest, AWeakPasswordIsRefusedAndTheLinkStays) {
  const auto link = MakeLink(MakeAccount("ana.hoxha"));
  v1::Account reply;
  for (const char* password : {"too short", "aaaaaaaaaaaaaa", "I am ana.hoxha"}) {
    const auto status = Redeem(link.secret(), password, &reply);
    EXPECT_THAT(status, Fails(Code::kInvalidArgument, "PASSWORD_WEAK"));
    EXPECT_THAT(status, BlamesField("new_password"));
    EXPECT_THAT(status.error_message(), Not(HasSubstr(password)));
  }
  EXPECT_THAT(Redeem(link.secret(), kPassword, &reply), IsOk());
}

TEST_F(PasswordsServiceTest, ARedeemedLinkEndsAllSessionsAndTheWaitForFailures) {
  const auto ana = MakeActive("ana");
  AsSignedIn(ana);
  v1::ApiToken token;
  ASSERT_THAT(MakeToken({}, &token), IsOk());
  for (int i = 0; i < 5; ++i) SignIn("ana", "wrong horse battery");
  EXPECT_THAT(SignIn("ana", kPassword), Fails(Code::kResourceExhausted, "TOO_MANY_FAILURES"));
  const auto link = MakeLink(ana);
  NewEvents();
  v1::Account reply;
  ASSERT_THAT(Redeem(link.secret(), "another horse battery", &reply), IsOk());
  EXPECT_FALSE(headers_.contains("set-session")) << "who sets a password has yet to sign in";
  EXPECT_THAT(NewEvents(), ElementsAre("session.ended sessions 2", "token.revoked apiTokens 2",
                                       "account.changed accounts 5"));
  id1::Identity identity;
  EXPECT_THAT(IdentifySession(secret_, &identity), Fails(Code::kUnauthenticated, "CREDENTIAL_INVALID"));
  EXPECT_THAT(IdentifyToken(token.token(), &identity), Fails(Code::kUnauthenticated, "CREDENTIAL_INVALID"));
  EXPECT_THAT(SignIn("ana", "another horse battery"), IsOk());
}

TEST_F(PasswordsServiceTest, AChangedPasswordHoldsAndEndsTheOtherSessions) {
  const auto ana = MakeActive("ana");
  MustSignIn("ana");
  const std::string other = secret_;
  AsSignedIn(ana);
  const std::string before = secret_;
  NewEvents();
  v1::Account reply;
  ASSERT_THAT(Change(kPassword, "another horse battery", &reply), IsOk());
  EXPECT_THAT(NewEvents(), ElementsAre("session.ended sessions 2", "session.ended sessions 2",
                                       "session.started sessions 1", "account.changed accounts 4"));
  AsRenewed();
  id1::Identity identity;
  for (const auto& secret : {before, other})
    EXPECT_THAT(IdentifySession(secret, &identity), Fails(Code::kUnauthenticated, "CREDENTIAL_INVALID"));
  EXPECT_THAT(SignIn("ana", kPassword), Fails(Code::kUnauthenticated, "SIGN_IN_REFUSED"));
  EXPECT_THAT(SignIn("ana", "another horse battery"), IsOk());
}

TEST_F(PasswordsServiceTest, TokensEndWithThePasswordUnlessTheyShallStay) {
  const auto ana = MakeActive("ana");
  AsSignedIn(ana);
  v1::ApiToken token;
  ASSERT_THAT(MakeToken({}, &token), IsOk());
  v1::Account reply;
  ASSERT_THAT(Change(kPassword, "another horse battery", &reply, "accounts/me", true), IsOk());
  EXPECT_EQ(CountOf("api_token WHERE revoke_time IS NOT NULL"), 0);
  AsRenewed();
  ASSERT_THAT(Change("another horse battery", kPassword, &reply), IsOk());
  id1::Identity identity;
  EXPECT_THAT(IdentifyToken(token.token(), &identity), Fails(Code::kUnauthenticated, "CREDENTIAL_INVALID"));
}

// What was found out of a session before is of no use after, and it lasts no longer by it.
TEST_F(PasswordsServiceTest, ARenewedSessionEndsWhenTheOneBeforeWouldHave) {
  const auto ana = MakeActive("ana");
  const auto session = AsSignedIn(ana);
  service_.clock().Advance(std::chrono::minutes(20));
  v1::Account reply;
  ASSERT_THAT(Change(kPassword, "another horse battery", &reply), IsOk());
  AsRenewed();
  v1::ListSessionsRequest request;
  request.set_parent("accounts/me");
  v1::ListSessionsResponse page;
  ASSERT_THAT(Call(sessions_, &v1::SessionsService::Stub::ListSessions, request, &page), IsOk());
  ASSERT_EQ(page.sessions_size(), 1);
  EXPECT_NE(page.sessions(0).name(), session.name());
  EXPECT_EQ(page.sessions(0).create_time().seconds(), session.create_time().seconds());
  EXPECT_EQ(page.sessions(0).expire_time().seconds(), session.expire_time().seconds());
}

TEST_F(PasswordsServiceTest, APasswordDoesNotRunOut) {
  MakeActive("ana");
  service_.clock().Advance(std::chrono::hours(24 * 3'653));
  EXPECT_THAT(SignIn("ana", kPassword), IsOk());
}

TEST_F(PasswordsServiceTest, ItIsChangedByItsOwnerWhoKnowsIt) {
  const auto ana = MakeActive("ana"), bora = MakeActive("bora");
  v1::Account reply;
  As(ana);
  EXPECT_THAT(Change(kPassword, "another horse battery", &reply),
              Fails(Code::kPermissionDenied, "SESSION_NEEDED"));
  const auto session = AsSignedIn(ana);
  EXPECT_THAT(Change(kPassword, "another horse battery", &reply, bora.name()),
              Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(Change(kPassword, "I am Ana, am I?", &reply), BlamesField("new_password"));
  for (int i = 0; i < 5; ++i)
    EXPECT_THAT(Change("wrong horse battery", "another horse battery", &reply),
                Fails(Code::kUnauthenticated, "PASSWORD_WRONG"));
  // Guessing is no easier than at the sign-in.
  EXPECT_THAT(Change(kPassword, "another horse battery", &reply),
              Fails(Code::kResourceExhausted, "TOO_MANY_FAILURES"));
  EXPECT_THAT(SignIn("ana", kPassword), Fails(Code::kResourceExhausted, "TOO_MANY_FAILURES"));
}

TEST_F(PasswordsServiceTest, CodesAreAskedForOnceOneWasConfirmed) {
  const auto ana = MakeActive("ana");
  AsSignedIn(ana);
  v1::TotpSecret secret;
  EXPECT_THAT(Confirm("123456"), Fails(Code::kFailedPrecondition, "TOTP_NOT_BEGUN"));
  ASSERT_THAT(Begin(&secret), IsOk());
  EXPECT_EQ(secret.secret().size(), 32u);
  EXPECT_THAT(secret.uri(), StartsWith("otpauth://totp/Waymark:ana?secret=" + secret.secret()));
  const auto session = AsSignedIn(ana);  // no code is asked for yet
  EXPECT_THAT(Confirm("000000"), Fails(Code::kUnauthenticated, "CODE_WRONG"));
  ASSERT_THAT(Begin(&secret), IsOk()) << "another, before one is confirmed";
  const std::string before = secret_;
  ASSERT_THAT(Confirm(CodeNow(FromBase32(secret.secret()))), IsOk());
  AsRenewed();
  EXPECT_THAT(Begin(&secret), Fails(Code::kFailedPrecondition, "TOTP_HOLDS"));
  EXPECT_THAT(Confirm("123456"), Fails(Code::kFailedPrecondition, "TOTP_HOLDS"));
  id1::Identity identity;
  EXPECT_THAT(IdentifySession(before, &identity), Fails(Code::kUnauthenticated, "CREDENTIAL_INVALID"));
  EXPECT_EQ(CountOf("session WHERE end_time IS NULL"), 1) << "no other session goes on without a code";
  EXPECT_TRUE(GetAccount(ana).totp());
  EXPECT_THAT(SignIn("ana", kPassword), Fails(Code::kUnauthenticated, "CODE_NEEDED"));
  EXPECT_THAT(SignIn("ana", "wrong horse battery"), Fails(Code::kUnauthenticated, "SIGN_IN_REFUSED"));
}

TEST_F(PasswordsServiceTest, AConfirmingCodeIsNotGuessedMoreOftenThanAtTheSignIn) {
  const auto ana = MakeActive("ana");
  AsSignedIn(ana);
  v1::TotpSecret secret;
  ASSERT_THAT(Begin(&secret), IsOk());
  const std::string bytes = FromBase32(secret.secret());
  EXPECT_THAT(Confirm("000000"), Fails(Code::kUnauthenticated, "CODE_WRONG"));
  db::Connection(service_.database().admin()).Execute("UPDATE wrong_code SET failures = failures + 18");
  EXPECT_THAT(Confirm("000000"), Fails(Code::kUnauthenticated, "CODE_WRONG")) << "the twentieth";
  EXPECT_THAT(Confirm(CodeNow(bytes)), Fails(Code::kResourceExhausted, "TOO_MANY_CODES"));
  service_.clock().Advance(std::chrono::hours(1));
  AsSignedIn(ana);
  ASSERT_THAT(Begin(&secret), IsOk());
  EXPECT_THAT(Confirm(CodeNow(FromBase32(secret.secret()))), IsOk());
}

TEST_F(PasswordsServiceTest, WhatWasBegunIsConfirmedWithinAQuarterOfAnHour) {
  AsSignedIn(MakeActive("ana"));
  v1::TotpSecret secret;
  ASSERT_THAT(Begin(&secret), IsOk());
  service_.clock().Advance(std::chrono::minutes(15));
  EXPECT_THAT(Confirm(CodeNow(FromBase32(secret.secret()))),
              Fails(Code::kFailedPrecondition, "TOTP_NOT_BEGUN"));
  ASSERT_THAT(Begin(&secret), IsOk());
  service_.clock().Advance(std::chrono::minutes(14));
  EXPECT_THAT(Confirm(CodeNow(FromBase32(secret.secret()))), IsOk());
}

TEST_F(PasswordsServiceTest, OnlyTheOwnerInASessionBegins) {
  const auto ana = MakeActive("ana"), bora = MakeActive("bora");
  v1::TotpSecret secret;
  As(ana);
  EXPECT_THAT(Begin(&secret), Fails(Code::kPermissionDenied, "SESSION_NEEDED"));
  EXPECT_THAT(Confirm("123456"), Fails(Code::kPermissionDenied, "SESSION_NEEDED"));
  AsSignedIn(ana);
  EXPECT_THAT(Begin(&secret, bora.name()), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(Confirm("123456", bora.name()), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(PasswordsServiceTest, CodesAreBegunByThePasswordAlone) {
  AsSignedIn(MakeActive("ana"));
  v1::TotpSecret secret;
  const auto missing = Begin(&secret, "accounts/me", "");
  EXPECT_THAT(missing, Fails(Code::kInvalidArgument, "PASSWORD_MISSING"));
  EXPECT_THAT(missing, BlamesField("current_password"));
  EXPECT_THAT(Begin(&secret, "accounts/me", "wrong horse battery"),
              Fails(Code::kUnauthenticated, "PASSWORD_WRONG"));
  EXPECT_THAT(Begin(&secret), IsOk());
}

TEST_F(PasswordsServiceTest, ACodeWorksOnce) {
  const auto ana = MakeActive("ana");
  AsSignedIn(ana);
  v1::RecoveryCodes codes;
  const std::string secret = TurnTotpOn(&codes);
  EXPECT_THAT(SignIn("ana", kPassword, CodeNow(secret)), Fails(Code::kUnauthenticated, "SIGN_IN_REFUSED"))
      << "it confirmed already";
  service_.clock().Advance(std::chrono::seconds(30));
  const std::string code = CodeNow(secret);
  EXPECT_THAT(SignIn("ana", kPassword, code), IsOk());
  EXPECT_THAT(SignIn("ana", kPassword, code), Fails(Code::kUnauthenticated, "SIGN_IN_REFUSED"));
  service_.clock().Advance(std::chrono::seconds(30));
  EXPECT_THAT(SignIn("ana", kPassword, CodeNow(secret)), IsOk());
}

TEST_F(PasswordsServiceTest, WrongCodesCountAsFailures) {
  AsSignedIn(MakeActive("ana"));
  v1::RecoveryCodes codes;
  const std::string secret = TurnTotpOn(&codes);
  service_.clock().Advance(std::chrono::seconds(30));
  for (int i = 0; i < 5; ++i)
    EXPECT_THAT(SignIn("ana", kPassword, "00000" + std::to_string(i)),
                Fails(Code::kUnauthenticated, "SIGN_IN_REFUSED"));
  EXPECT_THAT(SignIn("ana", kPassword, CodeNow(secret)),
              Fails(Code::kResourceExhausted, "TOO_MANY_FAILURES"));
}

TEST_F(PasswordsServiceTest, AfterTwentyWrongCodesFromWhereverRecoveryCodesAloneAreTaken) {
  AsSignedIn(MakeActive("ana"));
  v1::RecoveryCodes codes;
  const std::string secret = TurnTotpOn(&codes);
  service_.clock().Advance(std::chrono::seconds(30));
  // Twenty real guesses would take long: most are counted by hand.
  for (const char* address : {"198.51.100.1", "198.51.100.2"}) {
    address_ = address;
    EXPECT_THAT(SignIn("ana", kPassword, "000000"), Fails(Code::kUnauthenticated, "SIGN_IN_REFUSED"));
    db::Connection(service_.database().admin())
        .Execute("UPDATE wrong_code SET failures = 19 WHERE failures = 1");
  }
  address_ = "192.0.2.1";
  const auto refused = SignIn("ana", kPassword, CodeNow(secret));
  EXPECT_THAT(refused, Fails(Code::kResourceExhausted, "TOO_MANY_CODES"));
  EXPECT_EQ(FromGrpc(refused).metadata().at("retryAfterSeconds"), "3600");
  EXPECT_THAT(SignIn("ana", kPassword), Fails(Code::kUnauthenticated, "CODE_NEEDED"));
  EXPECT_THAT(SignIn("ana", "wrong horse battery", CodeNow(secret)),
              Fails(Code::kUnauthenticated, "SIGN_IN_REFUSED"))
      << "who does not know the password learns nothing of it";
  EXPECT_THAT(SignIn("ana", kPassword, codes.codes(0)), IsOk());
  service_.clock().Advance(std::chrono::hours(1));
  EXPECT_THAT(SignIn("ana", kPassword, CodeNow(secret)), IsOk());
}

// Nobody is shut out by who does not know the password.
TEST_F(PasswordsServiceTest, CodesWithAWrongPasswordAreNotCounted) {
  AsSignedIn(MakeActive("ana"));
  v1::RecoveryCodes codes;
  TurnTotpOn(&codes);
  SignIn("ana", "wrong horse battery", "000000");
  EXPECT_EQ(Dump("wrong_code"), "");
}

TEST_F(PasswordsServiceTest, ANewPasswordForgetsWrongCodes) {
  const auto ana = MakeActive("ana");
  AsSignedIn(ana);
  v1::RecoveryCodes codes;
  TurnTotpOn(&codes);
  SignIn("ana", kPassword, "000000");
  EXPECT_NE(Dump("wrong_code"), "");
  v1::Account reply;
  ASSERT_THAT(Redeem(MakeLink(ana).secret(), "another horse battery", &reply), IsOk());
  EXPECT_EQ(Dump("wrong_code"), "");
}

TEST_F(PasswordsServiceTest, EachRecoveryCodeWorksOnce) {
  const auto ana = MakeActive("ana");
  AsSignedIn(ana);
  v1::RecoveryCodes codes;
  TurnTotpOn(&codes);
  ASSERT_EQ(codes.codes_size(), 10);
  EXPECT_THAT(SignIn("ana", kPassword, codes.codes(3)), IsOk());
  EXPECT_THAT(SignIn("ana", kPassword, codes.codes(3)), Fails(Code::kUnauthenticated, "SIGN_IN_REFUSED"));
  EXPECT_THAT(SignIn("ana", kPassword, codes.codes(4)), IsOk());
  EXPECT_THAT(SignIn("ana", "wrong horse battery", codes.codes(5)),
              Fails(Code::kUnauthenticated, "SIGN_IN_REFUSED"));
  EXPECT_THAT(SignIn("ana", kPassword, codes.codes(5)), IsOk()) << "it was not used up";
}

TEST_F(PasswordsServiceTest, ALinkToAPasswordTakesNoCodesAway) {
  const auto ana = MakeActive("ana");
  AsSignedIn(ana);
  v1::RecoveryCodes codes;
  TurnTotpOn(&codes);
  v1::Account reply;
  ASSERT_THAT(Redeem(MakeLink(ana).secret(), "staple of another horse", &reply), IsOk());
  EXPECT_TRUE(reply.totp());
  EXPECT_THAT(SignIn("ana", "staple of another horse"), Fails(Code::kUnauthenticated, "CODE_NEEDED"));
  EXPECT_THAT(SignIn("ana", "staple of another horse", codes.codes(0)), IsOk());
}

TEST_F(PasswordsServiceTest, AResetAsksForNoCodeAnyMore) {
  const auto ana = MakeActive("ana");
  AsSignedIn(ana);
  v1::RecoveryCodes codes;
  TurnTotpOn(&codes);
  AsAdministrator();
  v1::ResetTotpRequest request;
  request.set_name(ana.name());
  request.set_request_id("r1");
  v1::Account reply;
  ASSERT_THAT(Call(accounts_, &Stub::ResetTotp, request, &reply), IsOk());
  EXPECT_FALSE(reply.totp());
  ASSERT_THAT(Call(accounts_, &Stub::ResetTotp, request, &reply), IsOk());
  EXPECT_THAT(SignIn("ana", kPassword), IsOk());
  As(ana);
  EXPECT_THAT(Call(accounts_, &Stub::ResetTotp, request, &reply),
              Fails(Code::kPermissionDenied, "PERMISSION_DENIED"));
}

TEST_F(PasswordsServiceTest, NoTableHoldsASecretAsItIs) {
  const auto ana = MakeActive("ana");
  AsSignedIn(ana);
  v1::RecoveryCodes codes;
  const std::string totp = TurnTotpOn(&codes);
  v1::ApiToken token;
  ASSERT_THAT(MakeToken({}, &token), IsOk());
  const auto link = MakeLink(ana);
  db::Connection admin(service_.database().admin());
  const auto tables = admin.Execute(
      "SELECT relname AS name FROM pg_class WHERE relkind = 'r' "
      "AND relnamespace = 'public'::regnamespace");
  ASSERT_GT(tables.size(), 10u);
  ASSERT_THAT(Dump("change"), HasSubstr("session.started"))
      << "row-level security hides nothing from this test";
  for (const db::Row table : tables) {
    // bytea prints as hexadecimal.
    const std::string text = Dump(table.Text("name"));
    for (const auto& secret :
         {std::string(kPassword), secret_, link.secret(), token.token().substr(27), totp, codes.codes(0)}) {
      EXPECT_THAT(text, Not(HasSubstr(secret))) << table.Text("name");
      EXPECT_THAT(text, Not(HasSubstr(Hex(secret)))) << table.Text("name");
    }
  }
  for (const auto& event : service_.outbox()) EXPECT_THAT(event.DebugString(), Not(HasSubstr("ana")));
}

}  // namespace
}  // namespace waymark::access
