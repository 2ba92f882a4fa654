#include "services/access/fixture.h"

namespace waymark::access {
namespace {

using testing::BlamesField;
using ::testing::ElementsAre;
using testing::EqualsProto;
using testing::Fails;
using testing::IsOk;
using ::testing::StartsWith;
using Stub = v1::ApiTokensService::Stub;

class ApiTokensServiceTest : public AccessFixture {
 protected:
  ApiTokensServiceTest() : ana_(MakeActive("ana")) { AsSignedIn(ana_); }

  grpc::Status List(v1::ListApiTokensResponse* reply, const std::string& parent = "accounts/me",
                    const std::string& page_token = "", int page_size = 0) {
    v1::ListApiTokensRequest request;
    request.set_parent(parent);
    request.set_page_token(page_token);
    request.set_page_size(page_size);
    return Call(tokens_, &Stub::ListApiTokens, request, reply);
  }
  grpc::Status Delete(const std::string& name, v1::ApiToken* reply) {
    v1::DeleteApiTokenRequest request;
    request.set_name(name);
    return Call(tokens_, &Stub::DeleteApiToken, request, reply);
  }

  const v1::Account ana_;
};

TEST_F(ApiTokensServiceTest, ATokenIsShownOnceAndListedWithoutItsText) {
  NewEvents();
  v1::ApiToken wanted, made;
  wanted.add_roles(id1::ROLE_REGISTRAR);
  wanted.add_roles(id1::ROLE_EVALUATOR);
  wanted.set_organization("organizations/asp");
  ASSERT_THAT(MakeToken(wanted, &made), IsOk());
  EXPECT_THAT(made.name(), StartsWith(ana_.name() + "/apiTokens/"));
  EXPECT_THAT(made.token(), StartsWith("wmk_"));
  EXPECT_EQ(made.expire_time().seconds() - made.create_time().seconds(), 90 * 86'400);
  EXPECT_THAT(NewEvents(), ElementsAre("token.made apiTokens 1"));
  v1::ListApiTokensResponse page;
  ASSERT_THAT(List(&page), IsOk());
  ASSERT_EQ(page.api_tokens_size(), 1);
  made.clear_token();
  EXPECT_THAT(page.api_tokens(0), EqualsProto(made));
}

TEST_F(ApiTokensServiceTest, ItEndsWithin400Days) {
  v1::ApiToken wanted, made;
  const int64_t now = ana_.create_time().seconds();
  wanted.mutable_expire_time()->set_seconds(now + 401 * 86'400);
  EXPECT_THAT(MakeToken(wanted, &made), BlamesField("api_token.expire_time"));
  wanted.mutable_expire_time()->set_seconds(now - 1);
  EXPECT_THAT(MakeToken(wanted, &made), BlamesField("api_token.expire_time"));
  wanted.mutable_expire_time()->set_seconds(now + 400 * 86'400);
  EXPECT_THAT(MakeToken(wanted, &made), IsOk());
}

TEST_F(ApiTokensServiceTest, ATokenMakesNoOther) {
  v1::ApiToken made;
  As(ana_);
  EXPECT_THAT(MakeToken({}, &made), Fails(Code::kPermissionDenied, "SESSION_NEEDED"));
}

TEST_F(ApiTokensServiceTest, ASessionMakesOneByThePasswordAlone) {
  v1::CreateApiTokenRequest request;
  request.set_parent("accounts/me");
  request.mutable_api_token()->set_display_name("a token");
  v1::ApiToken made;
  const auto missing = Call(tokens_, &Stub::CreateApiToken, request, &made);
  EXPECT_THAT(missing, Fails(Code::kInvalidArgument, "PASSWORD_MISSING"));
  EXPECT_THAT(missing, BlamesField("api_token.current_password"));
  request.mutable_api_token()->set_current_password("wrong horse battery");
  for (int i = 0; i < 5; ++i)
    EXPECT_THAT(Call(tokens_, &Stub::CreateApiToken, request, &made),
                Fails(Code::kUnauthenticated, "PASSWORD_WRONG"));
  request.mutable_api_token()->set_current_password(kPassword);
  EXPECT_THAT(Call(tokens_, &Stub::CreateApiToken, request, &made),
              Fails(Code::kResourceExhausted, "TOO_MANY_FAILURES"))
      << "guessing is no easier than at the sign-in";
  service_.clock().Advance(std::chrono::minutes(1));
  ASSERT_THAT(Call(tokens_, &Stub::CreateApiToken, request, &made), IsOk());
  EXPECT_EQ(made.current_password(), "");
}

TEST_F(ApiTokensServiceTest, ATokenHasNoSayInOthersOfItsAccount) {
  v1::ApiToken narrow, other, reply;
  ASSERT_THAT(MakeToken({}, &narrow), IsOk());
  ASSERT_THAT(MakeToken({}, &other), IsOk());
  As(ana_, narrow);
  v1::ListApiTokensResponse page;
  EXPECT_THAT(List(&page), Fails(Code::kPermissionDenied, "SESSION_NEEDED"));
  EXPECT_THAT(Delete(other.name(), &reply), Fails(Code::kPermissionDenied, "SESSION_NEEDED"));
  EXPECT_THAT(Delete(narrow.name(), &reply), IsOk()) << "what has leaked can be ended by itself";
  id1::Identity identity;
  EXPECT_THAT(IdentifyToken(narrow.token(), &identity), Fails(Code::kUnauthenticated, "CREDENTIAL_INVALID"));
  EXPECT_THAT(IdentifyToken(other.token(), &identity), IsOk());
}

TEST_F(ApiTokensServiceTest, WhoKeepsAccountsListsAndRevokesThoseOfAll) {
  v1::ApiToken made, revoked;
  ASSERT_THAT(MakeToken({}, &made), IsOk());
  AsAdministrator();
  v1::ListApiTokensResponse page;
  ASSERT_THAT(List(&page, "accounts/~ana"), IsOk());
  ASSERT_EQ(page.api_tokens_size(), 1);
  EXPECT_EQ(page.api_tokens(0).name(), made.name());
  EXPECT_THAT(List(&page, "accounts/~nobody"), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  NewEvents();
  ASSERT_THAT(Delete(made.name(), &revoked), IsOk());
  EXPECT_THAT(NewEvents(), ElementsAre("token.revoked apiTokens 2"));
  id1::Identity identity;
  EXPECT_THAT(IdentifyToken(made.token(), &identity), Fails(Code::kUnauthenticated, "CREDENTIAL_INVALID"));
}

TEST_F(ApiTokensServiceTest, TokensOfOthersAreOutOfReach) {
  const auto bora = MakeActive("bora");
  AsSignedIn(bora);
  v1::ApiToken of_bora, reply;
  ASSERT_THAT(MakeToken({}, &of_bora), IsOk());
  AsSignedIn(ana_);
  v1::CreateApiTokenRequest request;
  request.set_parent(bora.name());
  request.mutable_api_token()->set_display_name("mine");
  EXPECT_THAT(Call(tokens_, &Stub::CreateApiToken, request, &reply),
              Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  v1::ListApiTokensResponse page;
  EXPECT_THAT(List(&page, bora.name()), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  for (const auto& name : {of_bora.name(), "accounts/me/apiTokens/" + IdOf(of_bora.name())})
    EXPECT_THAT(Delete(name, &reply), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(ApiTokensServiceTest, ARevokedTokenHoldsNoMore) {
  v1::ApiToken made, revoked;
  ASSERT_THAT(MakeToken({}, &made), IsOk());
  id1::Identity identity;
  ASSERT_THAT(IdentifyToken(made.token(), &identity), IsOk());
  const int64_t changes = ChangesSoFar();
  AsSignedIn(ana_);
  NewEvents();
  ASSERT_THAT(Delete(made.name(), &revoked), IsOk());
  EXPECT_EQ(revoked.token(), "");
  EXPECT_THAT(NewEvents(), ElementsAre("token.revoked apiTokens 2"));
  EXPECT_THAT(Delete(made.name(), &revoked), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(IdentifyToken(made.token(), &identity), Fails(Code::kUnauthenticated, "CREDENTIAL_INVALID"));
  EXPECT_EQ(ChangesSoFar(), changes + 1);
}

TEST_F(ApiTokensServiceTest, AskingTwiceRevokesOne) {
  v1::ApiToken made, first, again;
  ASSERT_THAT(MakeToken({}, &made), IsOk());
  v1::DeleteApiTokenRequest request;
  request.set_name(made.name());
  request.set_request_id("r1");
  ASSERT_THAT(Call(tokens_, &Stub::DeleteApiToken, request, &first), IsOk());
  ASSERT_THAT(Call(tokens_, &Stub::DeleteApiToken, request, &again), IsOk());
  EXPECT_THAT(again, EqualsProto(first));
}

TEST_F(ApiTokensServiceTest, TheyAreListedInPagesUntilTheyEnd) {
  v1::ApiToken made;
  for (int i = 0; i < 3; ++i) ASSERT_THAT(MakeToken({}, &made), IsOk());
  v1::ListApiTokensResponse page;
  ASSERT_THAT(List(&page, "accounts/me", "", 2), IsOk());
  ASSERT_EQ(page.api_tokens_size(), 2);
  ASSERT_THAT(List(&page, "accounts/me", page.next_page_token(), 2), IsOk());
  EXPECT_EQ(page.api_tokens_size(), 1);
  EXPECT_EQ(page.next_page_token(), "");
  service_.clock().Advance(std::chrono::days(90));
  ASSERT_THAT(List(&page), IsOk());
  EXPECT_EQ(page.api_tokens_size(), 0);
}

}  // namespace
}  // namespace waymark::access
