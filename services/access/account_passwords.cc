#include "services/access/account_passwords.h"

#include "services/access/mail_address.h"
#include "services/access/mails.h"
#include "services/access/password_rule.h"
#include "services/access/sign_in.h"
#include "services/access/sql.h"
#include "services/access/times.h"
#include "services/access/token_text.h"

namespace waymark::access {
namespace {

using rpc::Call;

Error LinkInvalid() {
  return Error(Code::kUnauthenticated, "LINK_INVALID",
               "the link is unknown, used or has ended; ask an administrator for a new one");
}

void CheckNewPassword(std::string_view password, std::string_view user_name) {
  if (const auto wrong = WrongWithPassword(password, user_name); !wrong.empty())
    throw Error(Code::kInvalidArgument, "PASSWORD_WEAK", "new_password: " + wrong)
        .WithViolation("new_password", wrong);
}

// Makes the link that is answered.
void PutLink(Call& call, db::Transaction& tx, const std::string& account_id, v1::AccountLink& reply) {
  reply.set_secret(NewSecret());
  *reply.mutable_expire_time() = StampOf(call.now() + kLinkLife);
  const std::string digest = SecretDigest(reply.secret());
  call.Run(tx, sql::kPutAccountLink,
           db::Params()
               .Set("account_id", account_id)
               .Set("digest", db::Bytes{digest})
               .Set("expire_time", call.now() + kLinkLife));
}

// Sets the password of a locked account, ends its sessions but that of who calls, which is
// renewed, and answers.
void SetPassword(Call& call, db::Transaction& tx, ChangingAccount& changing, const std::string& hash,
                 bool keep_tokens, v1::Account& reply) {
  const auto account = db::Params().Set("account_id", changing.id);
  call.Run(tx, sql::kPutPassword, db::Params(account).Set("hash", hash).Set("now", call.now()));
  // They were of who knew the password before.
  call.Run(tx, sql::kForgetWrongCodes, account);
  auto changes = call.NewChanges();
  const std::string secret = RenewSessions(call, tx, changing.id, changes);
  if (!keep_tokens) RevokeTokens(call, tx, changing.id, changes);
  FinishAccount(call, tx, changing, changes, reply);
  tx.Commit();
  HandOver(call, secret);
}

}  // namespace

void CreateLink(Call& call, Shared& shared, const v1::CreateAccountLinkRequest& request,
                v1::AccountLink& reply) {
  if (request.send()) RequireMail(shared);
  const SignIn keeper = RequireKeeper(call, shared, request.name(), request.current_password());
  auto tx = call.Begin();
  LockKeeper(call, tx, keeper);
  auto changing = LockAccount(call, tx, request.name());
  if (changing.account.state() == v1::ACCOUNT_STATE_DISABLED)
    throw FailedPrecondition("ACCOUNT_DISABLED", "the account is disabled; enable it first");
  reply.set_account(changing.account.name());
  auto changes = call.NewChanges();
  DropLinkMails(call, tx, changing.id);
  WriteAccount(call, tx, changing, changes);
  if (request.send()) {
    reply.set_mail(QueueLinkMail(call, tx, changing, changes));
    reply.set_email(MailAddressOf(changing.account.email(), changing.account.user_name()));
  } else {
    PutLink(call, tx, changing.id, reply);
  }
  // The request has no request_id: nothing of the answer is kept.
  call.Record(tx, changes, reply);
  tx.Commit();
}

void RedeemLink(Call& call, Shared& shared, const v1::RedeemAccountLinkRequest& request, v1::Account& reply) {
  const std::string digest = SecretDigest(request.secret());
  db::Params link;
  link.Set("digest", db::Bytes{digest}).Set("now", call.now());
  const auto found = call.Read(sql::kFindAccountLink, link);
  if (found.empty()) throw LinkInvalid();
  const std::string id = found[0].Text("id");
  CheckNewPassword(request.new_password(), found[0].Text("user_name"));
  // Before the transaction: it must not wait for its turn with rows locked.
  const std::string hash = HashPassword(PasswordTurns::Turn(shared.password_turns), request.new_password());

  auto tx = call.Begin();
  auto changing = LockAccount(call, tx, "accounts/" + id);
  DropLinkMails(call, tx, id);
  if (call.Run(tx, sql::kTakeAccountLink, link.Set("account_id", id)).empty()) throw LinkInvalid();
  // Nobody can have stolen what made its tokens: the first administrator begins by one.
  const bool is_first = changing.account.state() == v1::ACCOUNT_STATE_INVITED;
  changing.account.set_state(v1::ACCOUNT_STATE_ACTIVE);
  // Who was let in again shall not wait for what they could not remember.
  call.Run(tx, sql::kForgetFailures, db::Params().Set("account_id", id).Set("address", std::nullopt));
  SetPassword(call, tx, changing, hash, is_first, reply);
  shared.revocations.Add();
}

void ChangePassword(Call& call, Shared& shared, const v1::ChangePasswordRequest& request,
                    v1::Account& reply) {
  const std::string id = OwnAccountIdInSession(call, request.name());
  CheckNewPassword(request.new_password(), GetAccount(call, request.name()).user_name());
  std::string hash;
  SignIn sign_in;
  {
    const PasswordTurns::Turn turn(shared.password_turns);
    sign_in = LoadSignIn(call, {.account_id = id, .user_name = ""});
    if (!CheckPassword(call, turn, sign_in, request.current_password())) throw PasswordWrong();
    hash = HashPassword(turn, request.new_password());
  }
  auto tx = call.Begin();
  LockSignIn(call, tx, sign_in);
  auto changing = LockAccount(call, tx, "accounts/" + id);
  SetPassword(call, tx, changing, hash, request.keep_tokens(), reply);
  shared.revocations.Add();
}

}  // namespace waymark::access
