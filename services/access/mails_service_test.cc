#include "services/access/mail_fixture.h"
#include "services/access/mail_rule.h"

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

class MailsServiceTest : public MailFixture {
 protected:
  grpc::Status SendLink(const v1::Account& account, v1::AccountLink* reply) {
    AsAdministrator();
    v1::CreateAccountLinkRequest request;
    request.set_name(account.name());
    request.set_send(true);
    return Call(accounts_, &Stub::CreateAccountLink, request, reply);
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

  v1::AccountLink link_;
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

}  // namespace
}  // namespace waymark::access
