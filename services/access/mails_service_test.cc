#include <gmock/gmock.h>

#include "services/access/audit_trail.h"
#include "services/access/courier.h"
#include "services/access/fixture.h"
#include "services/access/mail_rule.h"
#include "services/common/status/error.h"
#include "waymark/access/v1/mails.grpc.pb.h"
#include "waymark/events/v1/events.pb.h"

namespace waymark::access {
namespace {

using ::testing::ElementsAre;
using testing::EqualsProto;
using testing::Fails;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::IsOk;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;
using Stub = v1::AccountsService::Stub;
using Outcome = Courier::Outcome;

class MailsServiceTest : public AccessFixture {
 protected:
  MailsServiceTest() : AccessFixture(Mail()) {}

  grpc::Status SendLink(const v1::Account& account, v1::AccountLink* reply) {
    AsAdministrator();
    v1::CreateAccountLinkRequest request;
    request.set_name(account.name());
    request.set_send(true);
    return Call(accounts_, &Stub::CreateAccountLink, request, reply);
  }
  grpc::Status Ask(const std::string& user_name) {
    AsNobody();
    v1::RequestAccountLinkRequest request;
    request.set_user_name(user_name);
    v1::RequestAccountLinkResponse reply;
    return Call(accounts_, &Stub::RequestAccountLink, request, &reply);
  }

  // Sends one e-mail and keeps it in sent_, unless server_is_down_.
  Outcome Send() { return courier_.SendNext(); }
  void Take(const std::string& to, const std::string& message) {
    if (server_is_down_) throw Unavailable("the mail server");
    sent_.emplace_back(to, message);
  }
  // The body of the last message.
  std::string LastBody() const {
    const std::string& message = sent_.back().second;
    std::string coded, body;
    for (const char c : message.substr(message.find("\r\n\r\n") + 4)) {
      if (c != '\r' && c != '\n' && c != '=') coded += c == '+' ? '-' : c == '/' ? '_' : c;
    }
    EXPECT_TRUE(FromBase64Url(coded, body));
    return body;
  }
  std::string LastSecret() const {
    const std::string body = LastBody();
    return body.substr(body.find("/account-link#") + 14, 43);
  }
  std::vector<std::string> Readers() const {
    std::vector<std::string> readers;
    for (const auto& [to, message] : sent_) readers.push_back(to);
    return readers;
  }

  std::vector<v1::Mail> List(const std::string& filter = "") {
    AsAdministrator();
    v1::ListMailsRequest request;
    request.set_filter(filter);
    request.set_page_size(2);
    std::vector<v1::Mail> mails;
    do {
      v1::ListMailsResponse page;
      EXPECT_THAT(Call(mails_, &v1::MailsService::Stub::ListMails, request, &page), IsOk());
      mails.insert(mails.end(), page.mails().begin(), page.mails().end());
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    return mails;
  }
  // `SENT 1`: states and tries, the newest first.
  std::vector<std::string> States() {
    std::vector<std::string> states;
    for (const auto& mail : List()) {
      states.push_back(v1::MailState_Name(mail.state()).substr(11) + " " + std::to_string(mail.tries()));
    }
    return states;
  }

  // Lets the mail server be down: what waits is given up after three days, not before.
  void Park() {
    server_is_down_ = true;
    service_.clock().Advance(kMailPatience - std::chrono::seconds(1));
    EXPECT_EQ(Send(), Outcome::kNotTaken);
    EXPECT_THAT(List("state = PARKED"), IsEmpty());
    service_.clock().Advance(std::chrono::hours(1));
    EXPECT_EQ(Send(), Outcome::kNotTaken);
    EXPECT_THAT(List("state = PARKED"), SizeIs(1));
    server_is_down_ = false;
  }
  grpc::Status Resend(const std::string& name, v1::Mail* reply) {
    AsAdministrator();
    v1::ResendMailRequest request;
    request.set_name(name);
    return Call(mails_, &v1::MailsService::Stub::ResendMail, request, reply);
  }

  // What the audit stream tells of an opening, put into the audit log.
  void Open(const std::string& account, const std::string& organization = "asp") {
    waymark::events::v1::Event event;
    auto& record = *event.mutable_audit_record();
    record.set_event_id(NewUuid());
    record.set_type("participant.glass_broken");
    record.set_organization_id(organization);
    record.set_aggregate("openings/o");
    record.set_subject("participants/p");
    record.set_actor(account);
    record.mutable_recorded_time()->set_seconds(
        std::chrono::floor<std::chrono::seconds>(service_.clock().Now()).time_since_epoch().count());
    db::Connection connection(service_.database().app());
    db::Transaction tx(connection, db::Scope{organization});
    MakeAuditTrail(/*tells_openings=*/true)->Apply(tx, organization, {&event, 1});
    tx.Commit();
  }

  std::unique_ptr<v1::MailsService::Stub> mails_ = service_.Stub<v1::MailsService>();
  bool server_is_down_ = false;
  std::vector<std::pair<std::string, std::string>> sent_;
  Courier courier_{service_.database().app(), Mail(),
                   [this](const std::string& to, const std::string& message) { Take(to, message); },
                   service_.clock()};
  v1::AccountLink link_;
  v1::Account account_;
};

TEST_F(MailsServiceTest, AnInvitationIsSentAndItsSecretIsMadeOnlyThen) {
  const auto ana = MakeAccount("ana@police.example");
  NewEvents();
  ASSERT_THAT(SendLink(ana, &link_), IsOk());
  EXPECT_EQ(link_.secret(), "");
  EXPECT_FALSE(link_.has_expire_time());
  EXPECT_EQ(link_.email(), "ana@police.example");
  EXPECT_THAT(NewEvents(), UnorderedElementsAre("account.changed accounts 2", "mail.asked mails 1"));
  EXPECT_THAT(Dump("account_link"), IsEmpty());
  EXPECT_EQ(Send(), Outcome::kDone);
  EXPECT_THAT(Readers(), ElementsAre("ana@police.example"));
  EXPECT_THAT(sent_[0].second,
              HasSubstr("\r\nTo: <ana@police.example>\r\nSubject: Your account at Waymark\r\n"));
  EXPECT_THAT(Dump("mail"), Not(HasSubstr(LastSecret())));
  EXPECT_THAT(States(), ElementsAre("SENT 1"));
  EXPECT_EQ(List()[0].name(), link_.mail());
  EXPECT_THAT(Redeem(LastSecret(), kPassword, &account_), IsOk());
  EXPECT_THAT(SignIn("ana@police.example", kPassword), IsOk());
  EXPECT_EQ(Send(), Outcome::kNoneDue);
}

TEST_F(MailsServiceTest, ASecretHoldsForThreeDaysFromItsSendingOn) {
  ASSERT_THAT(SendLink(MakeAccount("ana@police.example"), &link_), IsOk());
  service_.clock().Advance(std::chrono::hours(48));
  EXPECT_EQ(Send(), Outcome::kDone);
  service_.clock().Advance(std::chrono::hours(71));
  EXPECT_THAT(Redeem(LastSecret(), kPassword, &account_), IsOk());
}

TEST_F(MailsServiceTest, WhatIsNotTakenIsTriedAgainLaterWithAnotherSecret) {
  ASSERT_THAT(SendLink(MakeAccount("ana@police.example"), &link_), IsOk());
  server_is_down_ = true;
  EXPECT_EQ(Send(), Outcome::kNotTaken);
  EXPECT_EQ(Send(), Outcome::kNoneDue);
  const auto waiting = List("state = WAITING");
  ASSERT_THAT(waiting, SizeIs(1));
  EXPECT_THAT(waiting[0].failure(), HasSubstr("mail server"));
  const std::string unsent = Dump("account_link");
  server_is_down_ = false;
  service_.clock().Advance(PauseAfterTries(1));
  EXPECT_EQ(Send(), Outcome::kDone);
  EXPECT_THAT(States(), ElementsAre("SENT 2"));
  EXPECT_NE(Dump("account_link"), unsent);
  EXPECT_THAT(Redeem(LastSecret(), kPassword, &account_), IsOk());
}

TEST_F(MailsServiceTest, AfterThreeDaysItIsParkedAndSeen) {
  ASSERT_THAT(SendLink(MakeAccount("ana@police.example"), &link_), IsOk());
  Park();
  EXPECT_EQ(Send(), Outcome::kNoneDue);
  EXPECT_TRUE(List()[0].has_end_time());
  courier_.Forget();
  EXPECT_THAT(List(), SizeIs(1));
  service_.clock().Advance(kMailMemory + std::chrono::seconds(1));
  courier_.Forget();
  EXPECT_THAT(List(), IsEmpty());
}

TEST_F(MailsServiceTest, OneThatIsParkedIsSentAgainWhenSomebodyAsks) {
  const auto ana = MakeAccount("ana@police.example");
  ASSERT_THAT(SendLink(ana, &link_), IsOk());
  Park();
  v1::UpdateAccountRequest move;
  move.mutable_account()->set_name(ana.name());
  move.mutable_account()->set_email("ana@academy.example");
  ASSERT_THAT(Call(accounts_, &Stub::UpdateAccount, move, &account_), IsOk());
  NewEvents();
  v1::Mail mail;
  ASSERT_THAT(Resend(link_.mail(), &mail), IsOk());
  EXPECT_EQ(mail.state(), v1::MAIL_STATE_WAITING);
  EXPECT_FALSE(mail.has_end_time());
  EXPECT_THAT(mail, EqualsProto(List()[0]));
  EXPECT_THAT(NewEvents(), ElementsAre("mail.asked mails 2"));
  EXPECT_THAT(service_.DiffOf("mail.asked"), ::testing::Contains(HasSubstr("state: ")));
  EXPECT_EQ(Send(), Outcome::kDone);
  EXPECT_THAT(Readers(), ElementsAre("ana@academy.example"));
  EXPECT_THAT(Redeem(LastSecret(), kPassword, &account_), IsOk());
}

TEST_F(MailsServiceTest, OneThatIsSentAgainIsTriedForThreeDaysMore) {
  ASSERT_THAT(SendLink(MakeAccount("ana@police.example"), &link_), IsOk());
  Park();
  v1::Mail mail;
  ASSERT_THAT(Resend(link_.mail(), &mail), IsOk());
  Park();
  EXPECT_THAT(Resend(link_.mail(), &mail), IsOk());
}

TEST_F(MailsServiceTest, OneOfAnOpeningIsSentAgain) {
  const auto local = MakeActive("local@police.example");
  MustGrant(NewGrant(local, id1::ROLE_ADMINISTRATOR));
  service_.clock().Advance(std::chrono::seconds(1));
  Open(local.name());
  Park();
  NewEvents();
  v1::Mail mail;
  ASSERT_THAT(Resend(List()[0].name(), &mail), IsOk());
  EXPECT_THAT(NewEvents(), ElementsAre("mail.asked mails 1"));
  EXPECT_EQ(Send(), Outcome::kDone);
  EXPECT_THAT(LastBody(), HasSubstr("organizations/asp/participants/p/openings/o"));
}

TEST_F(MailsServiceTest, OneThatIsNotParkedIsNotSentAgain) {
  ASSERT_THAT(SendLink(MakeAccount("ana@police.example"), &link_), IsOk());
  v1::Mail mail;
  EXPECT_THAT(Resend(link_.mail(), &mail), Fails(Code::kFailedPrecondition, "MAIL_NOT_PARKED"));
  EXPECT_EQ(Send(), Outcome::kDone);
  EXPECT_THAT(Resend(link_.mail(), &mail), Fails(Code::kFailedPrecondition, "MAIL_NOT_PARKED"));
  EXPECT_THAT(Resend("mails/0190a2c4-0000-7000-8000-000000000001", &mail),
              Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(MailsServiceTest, OneToNobodyIsNotKnown) {
  ASSERT_THAT(Ask("nobody@police.example"), IsOk());
  const std::string id = Dump("mail").substr(1, 36);
  v1::Mail mail;
  EXPECT_THAT(Resend("mails/" + id, &mail), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(MailsServiceTest, OneThatACourierTookAndNeverEndedIsTakenAgain) {
  ASSERT_THAT(SendLink(MakeAccount("ana@police.example"), &link_), IsOk());
  Courier dying(
      service_.database().app(), Mail(),
      [](const std::string&, const std::string&) { throw std::runtime_error("killed"); }, service_.clock());
  EXPECT_THROW(dying.SendNext(), std::runtime_error);
  EXPECT_EQ(Send(), Outcome::kNoneDue) << "it may still be under way";
  service_.clock().Advance(kLongestTry);
  EXPECT_EQ(Send(), Outcome::kDone);
  EXPECT_THAT(States(), ElementsAre("SENT 2"));
}

TEST_F(MailsServiceTest, ALinkThatIsHandedOverIsNotReplacedByOneThatWaits) {
  const auto ana = MakeAccount("ana@police.example");
  ASSERT_THAT(SendLink(ana, &link_), IsOk());
  const auto printed = MakeLink(ana);
  EXPECT_EQ(Send(), Outcome::kNoneDue);
  EXPECT_THAT(States(), ElementsAre("DROPPED 0"));
  EXPECT_THAT(Redeem(printed.secret(), kPassword, &account_), IsOk());
}

TEST_F(MailsServiceTest, NothingIsSentToADisabledAccountOrWithoutAnAddress) {
  EXPECT_THAT(SendLink(MakeAccount("ana"), &link_), Fails(Code::kFailedPrecondition, "EMAIL_MISSING"));
  const auto bora = MakeAccount("bora@police.example");
  ASSERT_THAT(SendLink(bora, &link_), IsOk());
  AsAdministrator();
  ASSERT_THAT(Disable(bora), IsOk());
  EXPECT_EQ(Send(), Outcome::kDone);
  EXPECT_THAT(sent_, IsEmpty());
  EXPECT_THAT(States(), ElementsAre("DROPPED 1"));
}

TEST_F(MailsServiceTest, WhoForgotThePasswordGetsALinkAndNobodyLearnsWhoHasAnAccount) {
  MakeActive("ana@police.example");
  MakeAccount("bora@police.example");
  NewEvents();
  for (const char* user_name : {"ANA@police.example", "bora@police.example", "nobody@police.example"}) {
    EXPECT_THAT(Ask(user_name), IsOk()) << user_name;
    EXPECT_THAT(headers_, IsEmpty());
    EXPECT_THAT(NewEvents(), ElementsAre("mail.asked mails 1")) << user_name;
  }
  while (Send() == Outcome::kDone) {
  }
  EXPECT_THAT(Readers(), ElementsAre("ana@police.example")) << "bora was invited otherwise";
  EXPECT_THAT(sent_[0].second, HasSubstr("Subject: A new password for Waymark\r\n"));
  EXPECT_THAT(List(), SizeIs(1));
  EXPECT_THAT(Redeem(LastSecret(), "another horse battery", &account_), IsOk());
  EXPECT_THAT(SignIn("ana@police.example", kPassword), Fails(Code::kUnauthenticated, "SIGN_IN_REFUSED"));
  EXPECT_THAT(SignIn("ana@police.example", "another horse battery"), IsOk());
}

TEST_F(MailsServiceTest, APageForSigningInIsToldThatLinksAreSent) {
  const auto options = SignInOptions();
  EXPECT_TRUE(options.sends_mail());
  EXPECT_EQ(options.provider_display_name(), "");
}

TEST_F(MailsServiceTest, AskingAgainAndAgainSendsThreeAnHourAndIsRefusedAfterTenFromAnAddress) {
  MakeActive("ana@police.example");
  for (int i = 0; i < 5; ++i) EXPECT_THAT(Ask("ana@police.example"), IsOk());
  while (Send() == Outcome::kDone) {
  }
  EXPECT_THAT(sent_, SizeIs(3));
  for (int i = 0; i < 7; ++i) EXPECT_THAT(Ask("nobody " + std::to_string(i)), IsOk());
  EXPECT_THAT(Ask("ana@police.example"), Fails(Code::kResourceExhausted, "TOO_MANY_LINKS"));
  EXPECT_THAT(Ask("nobody"), Fails(Code::kResourceExhausted, "TOO_MANY_LINKS"));
  address_ = "192.0.2.2";
  EXPECT_THAT(Ask("nobody"), IsOk());
  service_.clock().Advance(kAskedMemory);
  address_ = "192.0.2.1";
  EXPECT_THAT(Ask("ana@police.example"), IsOk());
  EXPECT_EQ(Send(), Outcome::kDone);
}

TEST_F(MailsServiceTest, OpeningsAreToldToAllAdministratorsOfTheOrganization) {
  const auto local = MakeActive("local@police.example"), all = MakeActive("all@police.example"),
             other = MakeActive("other@police.example"), registrar = MakeActive("registrar@police.example"),
             ended = MakeActive("ended@police.example"), unit = MakeActive("unit@police.example");
  MustGrant(NewGrant(local, id1::ROLE_ADMINISTRATOR));
  MustGrant(NewGrant(all, id1::ROLE_ADMINISTRATOR, "organizations/-"));
  MustGrant(NewGrant(other, id1::ROLE_ADMINISTRATOR, "organizations/other"));
  MustGrant(NewGrant(registrar, id1::ROLE_REGISTRAR));
  auto of_unit = NewGrant(unit, id1::ROLE_ADMINISTRATOR);
  of_unit.mutable_grant()->set_unit("organizations/asp/units/0190a2c4-0000-7000-8000-000000000001");
  MustGrant(of_unit);
  v1::Grant gone;
  ASSERT_THAT(End(MustGrant(NewGrant(ended, id1::ROLE_ADMINISTRATOR)), &gone), IsOk());
  service_.clock().Advance(std::chrono::seconds(1));
  Open(registrar.name());
  while (Send() == Outcome::kDone) {
  }
  EXPECT_THAT(Readers(), UnorderedElementsAre("local@police.example", "all@police.example"));
  EXPECT_THAT(LastBody(), HasSubstr("Opened by: " + registrar.name()));
  EXPECT_THAT(LastBody(), HasSubstr("organizations/asp/participants/p/openings/o"));
  EXPECT_THAT(LastBody(), Not(HasSubstr("Name of")));
  EXPECT_EQ(List()[0].opening(), "organizations/asp/participants/p/openings/o");
}

TEST_F(MailsServiceTest, TheOwnerOfAnAccountDoesNotSayWhereLinksAreSent) {
  const auto ana = MakeActive("ana@police.example");
  AsSignedIn(ana);
  v1::UpdateAccountRequest request;
  request.mutable_account()->set_name("accounts/me");
  request.mutable_account()->set_email("eve@x.example");
  EXPECT_THAT(Call(accounts_, &Stub::UpdateAccount, request, &account_),
              Fails(Code::kPermissionDenied, "EMAIL_KEPT"));
  request.mutable_account()->set_name(ana.name());
  AsAdministrator();
  EXPECT_THAT(Call(accounts_, &Stub::UpdateAccount, request, &account_), IsOk());
  request.mutable_account()->set_email("ana@police.example\r\nBcc: eve@x.example");
  const auto status = Call(accounts_, &Stub::UpdateAccount, request, &account_);
  EXPECT_THAT(status, Fails(Code::kInvalidArgument, "FIELD_INVALID"));
  EXPECT_THAT(status, testing::BlamesField("account.email"));
}

class NoMailServiceTest : public AccessFixture {};

TEST_F(NoMailServiceTest, WithoutAMailServerLinksAreHandedOver) {
  const auto ana = MakeAccount("ana@police.example");
  v1::CreateAccountLinkRequest request;
  request.set_name(ana.name());
  request.set_send(true);
  v1::AccountLink link;
  EXPECT_THAT(Call(accounts_, &Stub::CreateAccountLink, request, &link),
              Fails(Code::kFailedPrecondition, "MAIL_NOT_CONFIGURED"));
  EXPECT_THAT(MakeLink(ana).secret(), SizeIs(43));
  AsNobody();
  v1::RequestAccountLinkRequest asking;
  asking.set_user_name("ana@police.example");
  v1::RequestAccountLinkResponse reply;
  EXPECT_THAT(Call(accounts_, &Stub::RequestAccountLink, asking, &reply),
              Fails(Code::kFailedPrecondition, "MAIL_NOT_CONFIGURED"));
  AsAdministrator();
  v1::ResendMailRequest resend;
  resend.set_name("mails/0190a2c4-0000-7000-8000-000000000001");
  v1::Mail mail;
  const auto mails = service_.Stub<v1::MailsService>();
  EXPECT_THAT(Call(mails, &v1::MailsService::Stub::ResendMail, resend, &mail),
              Fails(Code::kFailedPrecondition, "MAIL_NOT_CONFIGURED"));
}

// Once for the hour, to who can do something about it.
TEST_F(MailsServiceTest, TheOwnerIsToldThatCodesAreGuessed) {
  AsSignedIn(MakeActive("ana@police.example"));
  v1::RecoveryCodes codes;
  TurnTotpOn(&codes);
  SignIn("ana@police.example", kPassword, "000000");
  EXPECT_EQ(Send(), Outcome::kNoneDue);
  db::Connection(service_.database().admin()).Execute("UPDATE wrong_code SET failures = 19");
  SignIn("ana@police.example", kPassword, "000000");
  EXPECT_EQ(Send(), Outcome::kDone);
  SignIn("ana@police.example", kPassword, "000000");
  EXPECT_EQ(Send(), Outcome::kNoneDue);
  ASSERT_THAT(Readers(), ElementsAre("ana@police.example"));
  EXPECT_THAT(LastBody(), HasSubstr("twenty wrong codes"));
  EXPECT_THAT(LastBody(), HasSubstr("https://waymark.police.example/account?tab=password"));
  EXPECT_EQ(List()[0].kind(), v1::MAIL_KIND_WRONG_CODES);
}

}  // namespace
}  // namespace waymark::access
