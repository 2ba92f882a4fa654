#include "services/access/mail_fixture.h"
#include "services/access/mail_rule.h"

namespace waymark::access {
namespace {

using ::testing::ElementsAre;
using testing::Fails;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::IsOk;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;
using Stub = v1::AccountsService::Stub;
using Outcome = Courier::Outcome;

class MailOccasionsServiceTest : public MailFixture {};

TEST_F(MailOccasionsServiceTest, WhoForgotThePasswordGetsALinkAndNobodyLearnsWhoHasAnAccount) {
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

TEST_F(MailOccasionsServiceTest, APageForSigningInIsToldThatLinksAreSent) {
  const auto options = SignInOptions();
  EXPECT_TRUE(options.sends_mail());
  EXPECT_EQ(options.provider_display_name(), "");
}

TEST_F(MailOccasionsServiceTest, AskingAgainAndAgainSendsThreeAnHourAndIsRefusedAfterTenFromAnAddress) {
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

TEST_F(MailOccasionsServiceTest, OpeningsAreToldToAllAdministratorsOfTheOrganization) {
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

TEST_F(MailOccasionsServiceTest, TheOwnerOfAnAccountDoesNotSayWhereLinksAreSent) {
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

// Once for the hour, to who can do something about it.
TEST_F(MailOccasionsServiceTest, TheOwnerIsToldThatCodesAreGuessed) {
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

}  // namespace
}  // namespace waymark::access
