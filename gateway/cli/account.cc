#include "gateway/cli/account.h"

#include <google/protobuf/util/time_util.h>

#include <cstdio>
#include <filesystem>

#include "gateway/cli/common_options.h"
#include "gateway/cli/kept_session.h"
#include "gateway/cli/prompt.h"
#include "services/common/base/secret_file.h"
#include "waymark/access/v1/accounts.pb.h"
#include "waymark/access/v1/sessions.pb.h"

namespace waymark::cli {
namespace {

namespace v1 = waymark::access::v1;
using google::protobuf::util::TimeUtil;

constexpr char kAccounts[] = "waymark.access.v1.AccountsService/";
constexpr char kSessions[] = "waymark.access.v1.SessionsService/";

template <typename Request, typename Reply>
void Call(Client& client, const char* service, const char* method, const Request& request, Reply& reply) {
  client.Call(std::string(service) + method, request, reply);
}

// For who has not signed in.
Client Stranger() { return Client({.url = FindUrl(), .token = "", .session = ""}); }

// Who is asked for a code, too, is asked once the password was right.
v1::Session BeginSession(Client& client, v1::CreateSessionRequest& request) {
  v1::Session session;
  try {
    Call(client, kSessions, "CreateSession", request, session);
  } catch (const Error& error) {
    if (error.reason() != "CODE_NEEDED") throw;
    request.set_code(AskSecret("Code of the authenticator application, or a recovery code"));
    Call(client, kSessions, "CreateSession", request, session);
  }
  return session;
}

}  // namespace

void SignIn(std::string user_name) {
  if (user_name.empty()) user_name = Ask("User name");
  v1::CreateSessionRequest request;
  request.set_user_name(user_name);
  request.set_password(AskSecret("Password"));
  Client client = Stranger();
  const v1::Session session = BeginSession(client, request);
  KeepSession(client.url(), client.begun_session());
  std::printf("signed in at %s as %s, until %s, or half an hour without a call\n", client.url().c_str(),
              user_name.c_str(), TimeUtil::ToString(session.expire_time()).c_str());
}

void SignOut() {
  const std::string url = FindUrl(), secret = KeptSession(url);
  if (secret.empty()) {
    std::printf("nobody is signed in at %s\n", url.c_str());
    return;
  }
  // Before it is told to the gateway: what this machine does not know cannot be
  // stolen from it.
  ForgetSession();
  v1::DeleteSessionRequest request;
  request.set_name("accounts/me/sessions/current");
  v1::Session ended;
  try {
    Client client({.url = url, .token = "", .session = secret});
    Call(client, kSessions, "DeleteSession", request, ended);
  } catch (const Error& error) {
    if (error.code() != Code::kUnauthenticated) throw;  // it had ended already
  }
  std::printf("signed out\n");
}

void RedeemCode(const std::string& code_file) {
  v1::RedeemAccountLinkRequest request;
  request.set_secret(code_file.empty() ? AskSecret("One-time code") : ReadSecretFile(code_file));
  request.set_new_password(AskNewPassword());
  v1::Account account;
  Client client = Stranger();
  Call(client, kAccounts, "RedeemAccountLink", request, account);
  if (!code_file.empty()) std::filesystem::remove(code_file);
  std::printf("the password is set; sign in by: waymark login %s\n", account.user_name().c_str());
}

void ChangePassword(bool keep_tokens) {
  v1::ChangePasswordRequest request;
  request.set_keep_tokens(keep_tokens);
  request.set_name("accounts/me");
  request.set_current_password(AskSecret("Current password"));
  request.set_new_password(AskNewPassword());
  v1::Account account;
  Client client(FindAddress());
  Call(client, kAccounts, "ChangePassword", request, account);
  std::printf("the password is changed; other sessions%s of %s have ended\n",
              keep_tokens ? "" : " and the tokens", account.user_name().c_str());
}

void MakeLink(const std::string& user_name, bool send) {
  v1::CreateAccountLinkRequest request;
  request.set_name("accounts/~" + user_name);
  request.set_send(send);
  const Address address = FindAddress();
  // Who has stolen a session shall not let themselves in by it.
  if (!address.session.empty()) request.set_current_password(AskSecret("Your password"));
  v1::AccountLink link;
  Client client(address);
  Call(client, kAccounts, "CreateAccountLink", request, link);
  if (send) {
    std::printf("a link is sent to %s (%s)\n", link.email().c_str(), link.mail().c_str());
    return;
  }
  std::printf("%s\n", link.secret().c_str());
  Note("sets the password of " + user_name + " once, until " + TimeUtil::ToString(link.expire_time()) +
       ": waymark account redeem");
}

void AskForLink(const std::string& user_name) {
  v1::RequestAccountLinkRequest request;
  request.set_user_name(user_name);
  v1::RequestAccountLinkResponse reply;
  Client client = Stranger();
  Call(client, kAccounts, "RequestAccountLink", request, reply);
  std::printf("if there is such an account, a link is on its way to its owner\n");
}

}  // namespace waymark::cli
