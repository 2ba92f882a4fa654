#include <algorithm>

#include "services/access/account_access.h"
#include "services/access/account_passwords.h"
#include "services/access/account_totp.h"
#include "services/access/accounts.h"
#include "services/access/identities.h"
#include "services/access/mail_address.h"
#include "services/access/mails.h"
#include "services/access/password_rule.h"
#include "services/access/services.h"
#include "services/access/sign_in.h"
#include "services/access/sql.h"
#include "services/common/rpc/filter.h"
#include "services/common/rpc/page.h"
#include "services/common/rpc/record.h"
#include "services/common/rpc/validate.h"
#include "waymark/access/v1/accounts.grpc.pb.h"

namespace waymark::access {
namespace {

using rpc::Call;

// Where links are sent decides who can come in: with a session that was stolen
// nobody shall make it stay theirs.
Error EmailKept() {
  return Error(Code::kPermissionDenied, "EMAIL_KEPT",
               "the e-mail address is changed by those who manage accounts; ask an administrator");
}

Error SubjectKept() {
  return Error(
      Code::kPermissionDenied, "OIDC_SUBJECT_KEPT",
      "who you are at the provider of sign-ins is said by those who manage accounts; ask an administrator");
}

void CheckEmail(const v1::Account& account) {
  if (account.email().empty()) return;
  if (const auto wrong = WrongWithMailAddress(account.email()); !wrong.empty())
    throw InvalidField("account.email", wrong);
}

void Create(Call& call, Shared& shared, const v1::CreateAccountRequest& request, v1::Account& reply) {
  if (const auto wrong = WrongWithUserName(request.account().user_name()); !wrong.empty())
    throw InvalidField("account.user_name", wrong);
  CheckEmail(request.account());
  AnswerOnce(call, reply, [&] {
    const std::string id = call.NewId();
    reply = request.account();
    reply.clear_current_password();
    reply.set_state(v1::ACCOUNT_STATE_INVITED);
    reply.set_totp(false);
    rpc::SetCreated(call, "accounts/" + id, reply);
    const auto seal_key = rpc::NewSubjectKey(call);
    auto tx = call.Begin();
    const auto made = call.Run(tx, sql::kCreateAccount,
                               db::Params()
                                   .Set("account_id", id)
                                   .Set("user_name", reply.user_name())
                                   .Set("display_name", reply.display_name())
                                   .SetOrNull("email", reply.email())
                                   .SetOrNull("language", reply.language())
                                   .Set("state", static_cast<int>(reply.state()))
                                   .Set("seal_key", db::Bytes{seal_key.sealed})
                                   .Set("now", call.now()));
    if (made.empty()) throw AlreadyExists("account.user_name", "is taken by another account");
    if (!reply.oidc_subject().empty()) PutIdentity(call, tx, shared, id, reply.oidc_subject());
    auto changes = call.NewChanges();
    AddChange(changes, "account.changed", "accounts", id, 1);
    changes.DescribeSealed(seal_key.key, nullptr, reply);
    RecordName(call, tx, changes, reply.name());
    tx.Commit();
  });
}

void Get(Call& call, Shared&, const v1::GetAccountRequest& request, v1::Account& reply) {
  if (!KeepsAccounts(call)) OwnAccountId(call, request.name());
  reply = GetAccount(call, request.name());
}

void List(Call& call, Shared&, const v1::ListAccountsRequest& request, v1::ListAccountsResponse& reply) {
  const rpc::Page page(call, request);
  const auto filter = rpc::ParseFilter(request.filter(), {"user_name", "display_name", "email", "state"});
  const auto user_name = rpc::RangeFilter(filter, "user_name");
  const auto display_name = rpc::RangeFilter(filter, "display_name");
  const auto email = rpc::RangeFilter(filter, "email");
  const auto rows = call.Read(
      sql::kListAccounts, db::Params()
                              .Set("after", page.key(0))
                              .Set("limit", page.limit())
                              .Set("user_name_from", user_name.from)
                              .Set("user_name_to", user_name.to)
                              .Set("display_name_from", display_name.from)
                              .Set("display_name_to", display_name.to)
                              .Set("email_from", email.from)
                              .Set("email_to", email.to)
                              .Set("state", rpc::EnumFilter(filter, "state", v1::AccountState_descriptor())));
  reply.set_next_page_token(
      page.Fill(rows, reply.mutable_accounts(), {"_account_id"},
                [&](const db::Row& row, v1::Account& item) { FillAccount(call, row, item); }));
}

// Whether somebody else could come in by what who keeps accounts changes in a session, which may
// be a stolen one: by a link that is sent elsewhere, or as another at the provider.
bool NeedsPassword(const Call& call, const v1::Account& before, const v1::Account& asked,
                   const std::vector<std::string>& paths) {
  if (CallerOf(call).session_id().empty() || !KeepsAccounts(call)) return false;
  const auto names = [&](const char* path) { return std::ranges::find(paths, path) != paths.end(); };
  return (names("email") && asked.email() != before.email()) ||
         (names("oidc_subject") && asked.oidc_subject() != before.oidc_subject());
}

// Who keeps accounts, where the password is needed; else nobody.
SignIn RequirePasswordWhereNeeded(Call& call, Shared& shared, const std::vector<std::string>& paths,
                                  const v1::Account& asked, std::string_view password) {
  if (!NeedsPassword(call, GetAccount(call, asked.name()), asked, paths)) return {};
  return RequireOwner(call, shared, CallerOf(call).account_id(), "account.current_password", password);
}

void Update(Call& call, Shared& shared, const v1::UpdateAccountRequest& request, v1::Account& reply) {
  const std::string& name = request.account().name();
  // What one is called is no business of a token.
  if (!KeepsAccounts(call)) OwnAccountIdInSession(call, name);
  v1::Account asked = request.account();
  asked.clear_current_password();
  const auto paths = rpc::MaskPaths(request.update_mask(), asked);
  const SignIn keeper =
      RequirePasswordWhereNeeded(call, shared, paths, asked, request.account().current_password());
  const bool is_proven = !keeper.account_id.empty();
  AnswerOnce(call, reply, [&] {
    auto tx = call.Begin();
    if (is_proven) LockKeeper(call, tx, keeper);
    auto changing = LockAccount(call, tx, name, asked.etag());
    rpc::ApplyPaths(paths, asked, changing.account);
    // Another changed it since it was read.
    if (!is_proven && NeedsPassword(call, changing.before, asked, paths)) throw EtagMismatch();
    if (changing.account.email() != changing.before.email()) {
      if (!KeepsAccounts(call)) throw EmailKept();
      CheckEmail(changing.account);
    }
    auto changes = call.NewChanges();
    if (changing.account.oidc_subject() != changing.before.oidc_subject()) {
      if (!KeepsAccounts(call)) throw SubjectKept();
      PutIdentity(call, tx, shared, changing.id, changing.account.oidc_subject());
      // Whoever it was before is signed in no more.
      EndSessions(call, tx, changing.id, "", changes);
    }
    FinishAccount(call, tx, changing, changes, reply);
    tx.Commit();
  });
  shared.revocations.Add();
}

void Disable(Call& call, Shared& shared, const v1::DisableAccountRequest& request, v1::Account& reply) {
  AnswerOnce(call, reply, [&] {
    auto tx = call.Begin();
    LockAdministrators(call, tx);
    auto changing = LockAccount(call, tx, request.name(), request.etag());
    CheckAdministratorLeft(call, tx, changing.id, "");
    auto changes = call.NewChanges();
    changing.account.set_state(v1::ACCOUNT_STATE_DISABLED);
    EndSessions(call, tx, changing.id, "", changes);
    RevokeTokens(call, tx, changing.id, changes);
    call.Run(tx, sql::kDropAccountLink, db::Params().Set("account_id", changing.id));
    FinishAccount(call, tx, changing, changes, reply);
    tx.Commit();
  });
  shared.revocations.Add();
}

void Enable(Call& call, Shared& shared, const v1::EnableAccountRequest& request, v1::Account& reply) {
  AnswerOnce(call, reply, [&] {
    auto tx = call.Begin();
    auto changing = LockAccount(call, tx, request.name(), request.etag());
    const bool has_password =
        call.One(tx, sql::kHasPassword, db::Params().Set("account_id", changing.id), request.name())
            .Bool("has_password");
    changing.account.set_state(has_password ? v1::ACCOUNT_STATE_ACTIVE : v1::ACCOUNT_STATE_INVITED);
    auto changes = call.NewChanges();
    FinishAccount(call, tx, changing, changes, reply);
    tx.Commit();
  });
  shared.revocations.Add();
}

void OpenDiff(Call& call, Shared&, const v1::OpenAuditDiffRequest& request,
              waymark::events::v1::AuditDiff& reply) {
  const auto rows = call.Read(sql::kGetSealKey, AccountParams(call, request.name()));
  if (rows.empty()) throw AccountNotFound(request.name());
  const std::string aggregate = "accounts/" + rows[0].Text("account_id");
  rpc::OpenAuditDiff(call, rows[0], {call.organization(), aggregate, request.event_id()},
                     request.sealed_diff(), reply);
  call.RecordRead({aggregate});
}

}  // namespace

rpc::Service MakeAccountsService(const std::shared_ptr<Shared>& shared) {
  return {v1::AccountsService::service_full_name(),
          {{"CreateAccount", With(shared, Create)},
           {"GetAccount", With(shared, Get)},
           {"GetAccountAccess", With(shared, access::GetAccountAccess)},
           {"ListAccounts", With(shared, List)},
           {"UpdateAccount", With(shared, Update)},
           {"DisableAccount", With(shared, Disable)},
           {"EnableAccount", With(shared, Enable)},
           {"CreateAccountLink", With(shared, CreateLink)},
           {"RequestAccountLink", With(shared, RequestLink)},
           {"RedeemAccountLink", With(shared, RedeemLink)},
           {"ChangePassword", With(shared, access::ChangePassword)},
           {"BeginTotp", With(shared, access::BeginTotp)},
           {"ConfirmTotp", With(shared, access::ConfirmTotp)},
           {"ResetTotp", With(shared, access::ResetTotp)},
           {"OpenAuditDiff", With(shared, OpenDiff)}}};
}

}  // namespace waymark::access
