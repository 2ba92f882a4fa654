#pragma once

#include <gmock/gmock.h>

#include <map>
#include <string>
#include <vector>

#include "services/access/definition.h"
#include "services/access/passwords.h"
#include "services/access/totp.h"
#include "services/common/rpc/names.h"
#include "services/common/testing/matchers.h"
#include "services/common/testing/service.h"
#include "waymark/access/v1/accounts.grpc.pb.h"
#include "waymark/access/v1/api_tokens.grpc.pb.h"
#include "waymark/access/v1/grants.grpc.pb.h"
#include "waymark/access/v1/sessions.grpc.pb.h"
#include "waymark/identity/v1/identity.grpc.pb.h"

namespace waymark::access {

namespace v1 = waymark::access::v1;
namespace id1 = waymark::identity::v1;

// The whole service. Calls come from an administrator of all organizations unless
// a test says otherwise by As….
class AccessFixture : public ::testing::Test {
 protected:
  static constexpr char kPassword[] = "correct horse battery";

  // One call of a stub: `Call(accounts_, &v1::AccountsService::Stub::GetAccount,
  // request, &account)`, from `address_`; what goes ahead of the answer is in
  // `headers_`.
  template <typename Stub, typename Request, typename Reply>
  grpc::Status Call(const std::unique_ptr<Stub>& stub,
                    grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Reply*),
                    const Request& request, Reply* reply) {
    grpc::ClientContext context;
    if (!address_.empty()) context.AddMetadata("x-waymark-address", address_);
    context.AddMetadata("x-waymark-user-agent", "a test");
    reply->Clear();
    const grpc::Status status = (stub.get()->*method)(&context, request, reply);
    headers_.clear();
    for (const auto& [name, value] : context.GetServerInitialMetadata())
      headers_[std::string(name.data(), name.size())] = std::string(value.data(), value.size());
    return status;
  }

  static std::string IdOf(const std::string& name) { return std::string(rpc::LastPart(name)); }

  // Who calls from now on.
  void AsAdministrator() { service_.As(testing::AnyRole()); }
  void AsNobody() { service_.As({}); }
  void As(const v1::Account& account, const std::string& session_id = "") {
    auto context = testing::CallerWith({});
    context.set_account_id(IdOf(account.name()));
    context.set_session_id(session_id);
    service_.As(context);
  }
  // A program, by a token of the account that has no role.
  void As(const v1::Account& account, const v1::ApiToken& token) {
    auto context = testing::CallerWith({});
    context.set_account_id(IdOf(account.name()));
    context.set_token_id(IdOf(token.name()));
    service_.As(context);
  }
  // Who has signed in goes on by the secret that the last answer handed over: it is in secret_.
  void AsRenewed() {
    secret_ = headers_["set-session"];
    id1::Identity identity;
    EXPECT_THAT(IdentifySession(secret_, &identity), testing::IsOk());
    auto context = testing::CallerWith({});
    context.set_account_id(identity.account_id());
    context.set_session_id(identity.session_id());
    service_.As(context);
  }
  // Somebody who has signed in: their session.
  v1::Session AsSignedIn(const v1::Account& account) {
    const auto session = MustSignIn(account.user_name());
    As(account, IdOf(session.name()));
    return session;
  }

  // Accounts; they are made by the administrator.
  static v1::CreateAccountRequest NewAccount(const std::string& user_name) {
    v1::CreateAccountRequest request;
    request.mutable_account()->set_user_name(user_name);
    request.mutable_account()->set_display_name("Name of " + user_name);
    return request;
  }
  v1::Account MakeAccount(const std::string& user_name) {
    AsAdministrator();
    v1::Account reply;
    EXPECT_THAT(Call(accounts_, &v1::AccountsService::Stub::CreateAccount, NewAccount(user_name), &reply),
                testing::IsOk());
    return reply;
  }
  v1::AccountLink MakeLink(const v1::Account& account) {
    AsAdministrator();
    v1::CreateAccountLinkRequest request;
    request.set_name(account.name());
    v1::AccountLink reply;
    EXPECT_THAT(Call(accounts_, &v1::AccountsService::Stub::CreateAccountLink, request, &reply),
                testing::IsOk());
    return reply;
  }
  grpc::Status Redeem(const std::string& secret, const std::string& password, v1::Account* reply) {
    AsNobody();
    v1::RedeemAccountLinkRequest request;
    request.set_secret(secret);
    request.set_new_password(password);
    return Call(accounts_, &v1::AccountsService::Stub::RedeemAccountLink, request, reply);
  }
  // One with the password kPassword.
  v1::Account MakeActive(const std::string& user_name) {
    v1::Account reply;
    EXPECT_THAT(Redeem(MakeLink(MakeAccount(user_name)).secret(), kPassword, &reply), testing::IsOk());
    AsAdministrator();
    return reply;
  }
  v1::Account GetAccount(const v1::Account& account) {
    AsAdministrator();
    v1::GetAccountRequest request;
    request.set_name(account.name());
    v1::Account reply;
    EXPECT_THAT(Call(accounts_, &v1::AccountsService::Stub::GetAccount, request, &reply), testing::IsOk());
    return reply;
  }
  grpc::Status Disable(const v1::Account& account) {
    AsAdministrator();
    v1::DisableAccountRequest request;
    request.set_name(account.name());
    v1::Account reply;
    return Call(accounts_, &v1::AccountsService::Stub::DisableAccount, request, &reply);
  }

  // Signing in, as nobody.
  grpc::Status SignIn(const std::string& user_name, const std::string& password, const std::string& code = "",
                      v1::Session* reply = nullptr) {
    AsNobody();
    v1::CreateSessionRequest request;
    request.set_user_name(user_name);
    request.set_password(password);
    request.set_code(code);
    v1::Session ignored;
    return Call(sessions_, &v1::SessionsService::Stub::CreateSession, request, reply ? reply : &ignored);
  }
  // What a page for signing in may offer.
  v1::SignInOptions SignInOptions() {
    AsNobody();
    v1::SignInOptions reply;
    EXPECT_THAT(
        Call(sessions_, &v1::SessionsService::Stub::GetSignInOptions, v1::GetSignInOptionsRequest(), &reply),
        testing::IsOk());
    return reply;
  }
  // Leaves the secret in secret_.
  v1::Session MustSignIn(const std::string& user_name) {
    v1::Session reply;
    EXPECT_THAT(SignIn(user_name, kPassword, "", &reply), testing::IsOk());
    secret_ = headers_["set-session"];
    return reply;
  }

  // Grants, by the administrator.
  static v1::CreateGrantRequest NewGrant(const v1::Account& account, id1::Role role,
                                         const std::string& parent = "organizations/asp") {
    v1::CreateGrantRequest request;
    request.set_parent(parent);
    request.mutable_grant()->set_account(account.name());
    request.mutable_grant()->set_role(role);
    return request;
  }
  v1::Grant MustGrant(const v1::CreateGrantRequest& request) {
    AsAdministrator();
    v1::Grant reply;
    EXPECT_THAT(Call(grants_, &v1::GrantsService::Stub::CreateGrant, request, &reply), testing::IsOk());
    return reply;
  }
  grpc::Status End(const v1::Grant& grant, v1::Grant* reply, const std::string& etag = "") {
    v1::EndGrantRequest request;
    request.set_name(grant.name());
    request.set_etag(etag);
    return Call(grants_, &v1::GrantsService::Stub::EndGrant, request, reply);
  }

  // Tokens, by whoever calls.
  grpc::Status MakeToken(const v1::ApiToken& token, v1::ApiToken* reply) {
    v1::CreateApiTokenRequest request;
    request.set_parent("accounts/me");
    *request.mutable_api_token() = token;
    request.mutable_api_token()->set_display_name("a token");
    if (token.current_password().empty()) request.mutable_api_token()->set_current_password(kPassword);
    return Call(tokens_, &v1::ApiTokensService::Stub::CreateApiToken, request, reply);
  }

  // What the gateway asks.
  grpc::Status IdentifySession(const std::string& secret, id1::Identity* reply) {
    AsNobody();
    id1::IdentifyRequest request;
    request.set_session_secret(secret);
    return Call(identity_, &id1::IdentityService::Stub::Identify, request, reply);
  }
  grpc::Status IdentifyToken(const std::string& token, id1::Identity* reply) {
    AsNobody();
    id1::IdentifyRequest request;
    request.set_api_token(token);
    return Call(identity_, &id1::IdentityService::Stub::Identify, request, reply);
  }
  int64_t ChangesSoFar() {
    AsNobody();
    id1::AwaitChangeRequest request;
    request.set_seen(-1);
    id1::AwaitChangeResponse reply;
    EXPECT_THAT(Call(identity_, &id1::IdentityService::Stub::AwaitChange, request, &reply), testing::IsOk());
    return reply.seen();
  }

  // Turns codes on for who is signed in, and goes on by the session that is renewed for it: the
  // secret, in bytes.
  std::string TurnTotpOn(v1::RecoveryCodes* codes) {
    v1::BeginTotpRequest begin;
    begin.set_name("accounts/me");
    begin.set_current_password(kPassword);
    v1::TotpSecret secret;
    EXPECT_THAT(Call(accounts_, &v1::AccountsService::Stub::BeginTotp, begin, &secret), testing::IsOk());
    const std::string bytes = FromBase32(secret.secret());
    v1::ConfirmTotpRequest confirm;
    confirm.set_name("accounts/me");
    confirm.set_code(CodeNow(bytes));
    EXPECT_THAT(Call(accounts_, &v1::AccountsService::Stub::ConfirmTotp, confirm, codes), testing::IsOk());
    AsRenewed();
    return bytes;
  }
  std::string CodeNow(const std::string& secret) {
    return TotpCode(secret, TotpStepOf(service_.clock().Now()));
  }
  static std::string FromBase32(const std::string& text) {
    std::string out;
    uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
      bits = bits << 5 | static_cast<uint32_t>(c >= 'A' ? c - 'A' : c - '2' + 26);
      if ((count += 5) < 8) continue;
      count -= 8;
      out += static_cast<char>(bits >> count);
    }
    return out;
  }

  // `session.ended sessions 2`: type, collection and version of all events since
  // the last time.
  std::vector<std::string> NewEvents() {
    std::vector<std::string> out;
    const auto all = service_.outbox();
    for (; seen_events_ < all.size(); ++seen_events_) {
      const auto& event = all[seen_events_];
      const std::string& aggregate = event.aggregate();
      out.push_back(event.type() + " " + aggregate.substr(0, aggregate.find('/')) + " " +
                    std::to_string(event.aggregate_version()));
    }
    return out;
  }

  // All rows of a table as text; bytes are hexadecimal.
  std::string Dump(const std::string& table) {
    db::Connection admin(service_.database().admin());
    std::string out;
    for (const db::Row row : admin.Execute("SELECT t::text AS row FROM " + table + " t"))
      out += row.Text("row") + "\n";
    return out;
  }

  // One that sends e-mail; nothing in this process does.
  static MailSettings Mail() {
    return {.server = "smtp://127.0.0.1:1",
            .from = "waymark@police.example",
            .user = "",
            .password_file = "",
            .authority = "",
            .public_url = "https://waymark.police.example"};
  }

  explicit AccessFixture(const MailSettings& mail = {}, const OidcSettings& oidc = {},
                         const OidcProvider::Fetch& fetch = FetchByHttp)
      : service_(Definition(mail, oidc, fetch)) {}

  testing::TestService service_;
  std::string address_ = "192.0.2.1";
  std::map<std::string, std::string> headers_;
  std::string secret_;
  std::unique_ptr<v1::AccountsService::Stub> accounts_ = service_.Stub<v1::AccountsService>();
  std::unique_ptr<v1::SessionsService::Stub> sessions_ = service_.Stub<v1::SessionsService>();
  std::unique_ptr<v1::ApiTokensService::Stub> tokens_ = service_.Stub<v1::ApiTokensService>();
  std::unique_ptr<v1::GrantsService::Stub> grants_ = service_.Stub<v1::GrantsService>();
  std::unique_ptr<id1::IdentityService::Stub> identity_ = service_.Stub<id1::IdentityService>();

 private:
  size_t seen_events_ = 0;
};

}  // namespace waymark::access
