#include "services/access/fixture.h"

namespace waymark::access {
namespace {

using testing::BlamesField;
using ::testing::ElementsAre;
using testing::EqualsProto;
using testing::Fails;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::IsOk;
using ::testing::Not;
using Stub = v1::AccountsService::Stub;

class AccountsServiceTest : public AccessFixture {
 protected:
  grpc::Status Get(const std::string& name, v1::Account* reply) {
    v1::GetAccountRequest request;
    request.set_name(name);
    return Call(accounts_, &Stub::GetAccount, request, reply);
  }
  grpc::Status Update(const v1::UpdateAccountRequest& request, v1::Account* reply) {
    return Call(accounts_, &Stub::UpdateAccount, request, reply);
  }
  // The user names of all accounts that pass the filter.
  std::vector<std::string> List(const std::string& filter, int page_size = 0) {
    v1::ListAccountsRequest request;
    request.set_filter(filter);
    request.set_page_size(page_size);
    std::vector<std::string> out;
    v1::ListAccountsResponse page;
    do {
      EXPECT_THAT(Call(accounts_, &Stub::ListAccounts, request, &page), IsOk());
      for (const auto& account : page.accounts()) out.push_back(account.user_name());
      request.set_page_token(page.next_page_token());
    } while (!page.next_page_token().empty());
    return out;
  }
  static v1::UpdateAccountRequest Renaming(const std::string& name, const std::string& display_name) {
    v1::UpdateAccountRequest request;
    request.mutable_account()->set_name(name);
    request.mutable_account()->set_display_name(display_name);
    return request;
  }
};

TEST_F(AccountsServiceTest, AnAccountIsMadeInvitedAndReadByEachOfItsNames) {
  auto request = NewAccount("Ana@Police.example");
  request.mutable_account()->set_email("ana@police.example");
  request.mutable_account()->set_language("sq");
  request.mutable_account()->set_state(v1::ACCOUNT_STATE_ACTIVE);
  v1::Account made, read;
  ASSERT_THAT(Call(accounts_, &Stub::CreateAccount, request, &made), IsOk());
  EXPECT_EQ(made.state(), v1::ACCOUNT_STATE_INVITED);
  EXPECT_EQ(made.user_name(), "Ana@Police.example");
  for (const auto& name : {made.name(), std::string("accounts/~ana@police.EXAMPLE")}) {
    ASSERT_THAT(Get(name, &read), IsOk());
    EXPECT_THAT(read, EqualsProto(made));
  }
  EXPECT_THAT(NewEvents(), ElementsAre("account.changed accounts 1"));
  const auto event = service_.outbox().back();
  EXPECT_EQ(event.organization_id(), "*");
  EXPECT_EQ(event.subject(), made.name());
  EXPECT_EQ(event.record_changed().record_id(), IdOf(made.name()));
}

TEST_F(AccountsServiceTest, AUserNameIsTakenOnceInAnyCase) {
  MakeAccount("Çelësi");
  v1::Account reply;
  const auto status = Call(accounts_, &Stub::CreateAccount, NewAccount("çELËSI"), &reply);
  EXPECT_THAT(status, Fails(Code::kAlreadyExists, "RESOURCE_EXISTS"));
  EXPECT_THAT(status, BlamesField("account.user_name"));
  EXPECT_THAT(NewEvents(), ElementsAre("account.changed accounts 1"));
}

TEST_F(AccountsServiceTest, AUserNameIsPlainText) {
  v1::Account reply;
  for (const char* name : {" ana", "ana\n"}) {
    const auto status = Call(accounts_, &Stub::CreateAccount, NewAccount(name), &reply);
    EXPECT_THAT(status, Fails(Code::kInvalidArgument, "FIELD_INVALID"));
    EXPECT_THAT(status, BlamesField("account.user_name"));
  }
}

TEST_F(AccountsServiceTest, AskingTwiceMakesOneAndKeepsNothingOfWhoItIs) {
  auto request = NewAccount("ana@police.example");
  request.mutable_account()->set_email("mail@police.example");
  request.set_request_id("r1");
  v1::Account first, again;
  ASSERT_THAT(Call(accounts_, &Stub::CreateAccount, request, &first), IsOk());
  ASSERT_THAT(Call(accounts_, &Stub::CreateAccount, request, &again), IsOk());
  EXPECT_THAT(again, EqualsProto(first));
  EXPECT_EQ(headers_["idempotent-replayed"], "true");
  EXPECT_THAT(NewEvents(), ElementsAre("account.changed accounts 1"));
  db::Connection admin(service_.database().admin());
  const auto rows = admin.Execute("SELECT encode(response, 'escape') AS response FROM request");
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_THAT(rows[0].Text("response"), HasSubstr(first.name()));
  EXPECT_THAT(rows[0].Text("response"), Not(HasSubstr("police")));
  EXPECT_THAT(rows[0].Text("response"), Not(HasSubstr("Name of")));
  request.mutable_account()->set_display_name("Another");
  EXPECT_THAT(Call(accounts_, &Stub::CreateAccount, request, &again),
              Fails(Code::kInvalidArgument, "REQUEST_ID_REUSED"));
}

TEST_F(AccountsServiceTest, OthersAreListedInPages) {
  for (const char* name : {"ana", "bora", "cen"}) MakeAccount(name);
  v1::ListAccountsRequest request;
  request.set_page_size(2);
  v1::ListAccountsResponse page;
  ASSERT_THAT(Call(accounts_, &Stub::ListAccounts, request, &page), IsOk());
  ASSERT_EQ(page.accounts_size(), 2);
  EXPECT_EQ(page.accounts(0).user_name(), "ana");
  request.set_page_token(page.next_page_token());
  ASSERT_THAT(Call(accounts_, &Stub::ListAccounts, request, &page), IsOk());
  ASSERT_EQ(page.accounts_size(), 1);
  EXPECT_EQ(page.accounts(0).user_name(), "cen");
  EXPECT_EQ(page.next_page_token(), "");
}

TEST_F(AccountsServiceTest, OthersAreFoundByTheBeginningOfWhatTheyAreCalledAndByState) {
  for (const char* name : {"Ana@police.example", "Çelësi", "ana.b@police.example"}) MakeAccount(name);
  auto request = NewAccount("bora");
  request.mutable_account()->set_email("Bora.B@police.example");
  v1::Account bora;
  ASSERT_THAT(Call(accounts_, &Stub::CreateAccount, request, &bora), IsOk());
  MakeActive("dea");
  EXPECT_THAT(List("user_name = \"ANA*\""), ElementsAre("Ana@police.example", "ana.b@police.example"));
  EXPECT_THAT(List("user_name = \"ana@POLICE.example\""), ElementsAre("Ana@police.example"));
  EXPECT_THAT(List("user_name = \"çELË*\""), ElementsAre("Çelësi"));
  EXPECT_THAT(List("display_name = \"name OF ana*\""),
              ElementsAre("Ana@police.example", "ana.b@police.example"));
  EXPECT_THAT(List("email = \"bora.b*\""), ElementsAre("bora"));
  EXPECT_THAT(List("state = ACTIVE"), ElementsAre("dea"));
  EXPECT_THAT(List("state = INVITED AND user_name = \"d*\""), IsEmpty());
  EXPECT_THAT(List("user_name = \"ana*\"", 1), ElementsAre("Ana@police.example", "ana.b@police.example"));
  v1::ListAccountsRequest wrong;
  v1::ListAccountsResponse page;
  for (const char* filter : {"state = GONE", "role = MENTOR", "user_name > \"a\""}) {
    wrong.set_filter(filter);
    EXPECT_THAT(Call(accounts_, &Stub::ListAccounts, wrong, &page), BlamesField("filter")) << filter;
  }
}

TEST_F(AccountsServiceTest, WhoKeepsNoAccountsReadsTheirOwnByAnyNameAndNoOther) {
  const auto ana = MakeAccount("ana"), bora = MakeAccount("bora");
  As(ana);
  v1::Account reply;
  for (const auto& name : {std::string("accounts/me"), ana.name(), std::string("accounts/~ANA")}) {
    ASSERT_THAT(Get(name, &reply), IsOk()) << name;
    EXPECT_EQ(reply.name(), ana.name());
  }
  for (const auto& name : {bora.name(), std::string("accounts/~bora"), std::string("accounts/~nobody"),
                           "accounts/" + service_.outbox()[0].id()}) {
    EXPECT_THAT(Get(name, &reply), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND")) << name;
  }
  v1::ListAccountsRequest others;
  others.set_filter("user_name = \"bora*\"");
  v1::ListAccountsResponse page;
  for (const auto& request : {v1::ListAccountsRequest(), others}) {
    EXPECT_THAT(Call(accounts_, &Stub::ListAccounts, request, &page),
                Fails(Code::kPermissionDenied, "PERMISSION_DENIED"));
  }
}

TEST_F(AccountsServiceTest, AnErrorRepeatsNoUserName) {
  v1::Account reply;
  const auto status = Get("accounts/~somebody@police.example", &reply);
  EXPECT_THAT(status, Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(status.error_message() + status.error_details(), Not(HasSubstr("somebody")));
}

TEST_F(AccountsServiceTest, AnAdministratorOfOneOrganizationKeepsNoAccounts) {
  const auto ana = MakeAccount("ana"), bora = MakeAccount("bora");
  auto caller = testing::CallerWith({id1::ROLE_ADMINISTRATOR}, "asp");
  caller.set_account_id(IdOf(ana.name()));
  caller.set_organization_id("*");
  service_.As(caller);
  v1::Account reply;
  EXPECT_THAT(Get(bora.name(), &reply), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(Update(Renaming(bora.name(), "B"), &reply), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(AccountsServiceTest, AnUpdateChangesWhatTheMaskNames) {
  const auto ana = MakeActive("ana");
  NewEvents();
  auto request = Renaming(ana.name(), "Ana Hoxha");
  request.mutable_account()->set_email("ana@police.example");
  request.mutable_account()->set_language("sq");
  request.mutable_update_mask()->add_paths("display_name");
  request.mutable_update_mask()->add_paths("email");
  v1::Account reply;
  ASSERT_THAT(Update(request, &reply), IsOk());
  EXPECT_EQ(reply.display_name(), "Ana Hoxha");
  EXPECT_EQ(reply.email(), "ana@police.example");
  EXPECT_EQ(reply.language(), "");
  EXPECT_EQ(reply.state(), v1::ACCOUNT_STATE_ACTIVE);
  EXPECT_THAT(GetAccount(ana), EqualsProto(reply));
  EXPECT_THAT(NewEvents(), ElementsAre("account.changed accounts 4")) << "made, link, password, this";
}

TEST_F(AccountsServiceTest, AnUpdateOfAnOldVersionOrOfTheUserNameIsRefused) {
  const auto ana = MakeAccount("ana");
  auto request = Renaming(ana.name(), "A");
  request.mutable_account()->set_etag(ana.etag());
  v1::Account reply;
  ASSERT_THAT(Update(request, &reply), IsOk());
  EXPECT_THAT(Update(request, &reply), Fails(Code::kAborted, "ETAG_MISMATCH"));
  request = Renaming(ana.name(), "A");
  request.mutable_account()->set_user_name("b");
  request.mutable_update_mask()->add_paths("user_name");
  EXPECT_THAT(Update(request, &reply), Fails(Code::kInvalidArgument, "FIELD_INVALID"));
  request = Renaming("accounts/~nobody", "A");
  EXPECT_THAT(Update(request, &reply), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(AccountsServiceTest, AnUpdateAskedForTwiceIsOne) {
  const auto ana = MakeAccount("ana");
  auto request = Renaming(ana.name(), "A");
  request.mutable_account()->set_etag(ana.etag());
  request.set_request_id("r1");
  v1::Account first, again;
  ASSERT_THAT(Update(request, &first), IsOk());
  ASSERT_THAT(Update(request, &again), IsOk());
  EXPECT_THAT(again, EqualsProto(first));
  EXPECT_THAT(NewEvents(), ElementsAre("account.changed accounts 1", "account.changed accounts 2"));
}

TEST_F(AccountsServiceTest, ATokenDoesNotChangeItsAccount) {
  const auto ana = MakeAccount("ana");
  As(ana);
  v1::Account reply;
  EXPECT_THAT(Update(Renaming("accounts/me", "A"), &reply), Fails(Code::kPermissionDenied, "SESSION_NEEDED"));
}

TEST_F(AccountsServiceTest, ADisabledAccountIsShutAtOnceAndWhatEndedStaysEnded) {
  const auto ana = MakeActive("ana");
  AsSignedIn(ana);
  v1::ApiToken token;
  ASSERT_THAT(MakeToken({}, &token), IsOk());
  id1::Identity identity;
  ASSERT_THAT(IdentifySession(secret_, &identity), IsOk());
  ASSERT_THAT(IdentifyToken(token.token(), &identity), IsOk());
  const int64_t changes = ChangesSoFar();
  const auto link = MakeLink(ana);
  NewEvents();

  ASSERT_THAT(Disable(ana), IsOk());
  EXPECT_THAT(NewEvents(), ElementsAre("session.ended sessions 2", "token.revoked apiTokens 2",
                                       "account.changed accounts 5"));
  EXPECT_EQ(GetAccount(ana).state(), v1::ACCOUNT_STATE_DISABLED);
  EXPECT_GT(ChangesSoFar(), changes);
  const auto shut = [&] {
    EXPECT_THAT(IdentifySession(secret_, &identity), Fails(Code::kUnauthenticated, "CREDENTIAL_INVALID"));
    EXPECT_THAT(IdentifyToken(token.token(), &identity), Fails(Code::kUnauthenticated, "CREDENTIAL_INVALID"));
    v1::Account reply;
    EXPECT_THAT(Redeem(link.secret(), kPassword, &reply), Fails(Code::kUnauthenticated, "LINK_INVALID"));
  };
  shut();
  EXPECT_THAT(SignIn("ana", kPassword), Fails(Code::kUnauthenticated, "SIGN_IN_REFUSED"));

  AsAdministrator();
  v1::EnableAccountRequest request;
  request.set_name(ana.name());
  request.set_request_id("r1");
  v1::Account reply, again;
  ASSERT_THAT(Call(accounts_, &Stub::EnableAccount, request, &reply), IsOk());
  EXPECT_EQ(reply.state(), v1::ACCOUNT_STATE_ACTIVE);
  ASSERT_THAT(Call(accounts_, &Stub::EnableAccount, request, &again), IsOk());
  EXPECT_THAT(again, EqualsProto(reply));
  shut();
  EXPECT_THAT(SignIn("ana", kPassword), IsOk());
}

TEST_F(AccountsServiceTest, OneWhoNeverHadAPasswordIsInvitedAgain) {
  const auto ana = MakeAccount("ana");
  ASSERT_THAT(Disable(ana), IsOk());
  v1::CreateAccountLinkRequest link;
  link.set_name(ana.name());
  v1::AccountLink ignored;
  EXPECT_THAT(Call(accounts_, &Stub::CreateAccountLink, link, &ignored),
              Fails(Code::kFailedPrecondition, "ACCOUNT_DISABLED"));
  v1::EnableAccountRequest request;
  request.set_name(ana.name());
  v1::Account reply;
  ASSERT_THAT(Call(accounts_, &Stub::EnableAccount, request, &reply), IsOk());
  EXPECT_EQ(reply.state(), v1::ACCOUNT_STATE_INVITED);
}

TEST_F(AccountsServiceTest, TheLastAdministratorIsNotDisabled) {
  const auto ana = MakeAccount("ana"), bora = MakeAccount("bora");
  MustGrant(NewGrant(ana, id1::ROLE_ADMINISTRATOR, "organizations/-"));
  EXPECT_THAT(Disable(ana), Fails(Code::kFailedPrecondition, "LAST_ADMINISTRATOR"));
  // One for a time, or of one organization, does not do.
  auto passing = NewGrant(bora, id1::ROLE_ADMINISTRATOR, "organizations/-");
  passing.mutable_grant()->mutable_end_time()->set_seconds(4'000'000'000);
  MustGrant(passing);
  MustGrant(NewGrant(bora, id1::ROLE_ADMINISTRATOR));
  EXPECT_THAT(Disable(ana), Fails(Code::kFailedPrecondition, "LAST_ADMINISTRATOR"));
  MustGrant(NewGrant(bora, id1::ROLE_ADMINISTRATOR, "organizations/-"));
  EXPECT_THAT(Disable(ana), IsOk());
  EXPECT_THAT(Disable(bora), Fails(Code::kFailedPrecondition, "LAST_ADMINISTRATOR"));
}

}  // namespace
}  // namespace waymark::access
