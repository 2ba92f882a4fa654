#pragma once

#include <string>
#include <string_view>

#include "services/common/rpc/call.h"
#include "services/common/rpc/subject_keys.h"
#include "waymark/access/v1/accounts.pb.h"

// Accounts by name, and what the services of this program have in common about
// them.
namespace waymark::access {

namespace v1 = waymark::access::v1;

// `organizations/<slug>`, or `organizations/-` for all of them.
std::string ParentOf(const rpc::Call& call);

// Who calls.
inline const waymark::identity::v1::CallerContext& CallerOf(const rpc::Call& call) {
  return *call.caller().context;
}

// NOT_FOUND of an account. A user name is somebody's address, or what was typed
// for one: the error names none.
Error AccountNotFound(std::string_view name);

// `accounts/me`, `accounts/<uuid>` or `accounts/~<user name>` as `:id` and
// `:user_name`, of which one is NULL.
db::Params AccountParams(const rpc::Call& call, std::string_view name);

// An account as it is. Throws AccountNotFound.
v1::Account GetAccount(rpc::Call& call, std::string_view name);
void FillAccount(const rpc::Call& call, const db::Row& row, v1::Account& account);

// What a stolen token must not do: PERMISSION_DENIED / SESSION_NEEDED.
Error SessionNeeded();

// The id of the account of this name, which must be the caller's own: that of
// another is not found, whether there is one or not.
std::string OwnAccountId(rpc::Call& call, std::string_view name);
// The same; throws SessionNeeded unless the caller has signed in.
std::string OwnAccountIdInSession(rpc::Call& call, std::string_view name);

// Whether the caller keeps all accounts.
bool KeepsAccounts(const rpc::Call& call);

// An account that is being changed, locked until the end of the transaction.
struct ChangingAccount {
  std::string id;
  int version = 0;
  v1::Account before, account;
  rpc::SubjectKey seal_key;
};
ChangingAccount LockAccount(rpc::Call& call, db::Transaction& tx, std::string_view name,
                            std::string_view etag = {});

// Writes what was changed of it, with its event and those in `changes`, and
// answers.
void FinishAccount(rpc::Call& call, db::Transaction& tx, ChangingAccount& changing, events::Changes& changes,
                   v1::Account& reply);

// The same where the answer is another.
void WriteAccount(rpc::Call& call, db::Transaction& tx, ChangingAccount& changing, events::Changes& changes);

// The last statement of a transaction whose answer says who somebody is or where
// they were: of the answer the name alone is kept for replays (AnswerOnce).
void RecordName(rpc::Call& call, db::Transaction& tx, const events::Changes& changes,
                const std::string& name);

// The name that was kept by an earlier call with the same request_id; empty when
// there was none.
std::string NameAnsweredBefore(rpc::Call& call);

// Runs `step` once for each request_id; asked again, runs `again` with the name of
// the record, to answer with it as it is now. The Runner would answer with a copy
// of the first answer, and the copies would keep user names and addresses apart
// from the account. Whether the caller may ask is to be decided before.
template <typename Step, typename Again>
void AnswerOnce(rpc::Call& call, Step step, Again again) {
  try {
    step();
  } catch (const Error&) {
    const std::string name = NameAnsweredBefore(call);
    if (name.empty()) throw;
    again(name);
  }
}
// The same where the answer is an account.
template <typename Step>
void AnswerOnce(rpc::Call& call, v1::Account& reply, Step step) {
  AnswerOnce(call, step, [&](const std::string& name) { reply = GetAccount(call, name); });
}

// Adds an event of a record of all organizations, `accounts/<id>` and the like.
void AddChange(events::Changes& changes, std::string_view type, const std::string& collection,
               const std::string& id, int version);

// Ends the sessions of an account, all or all but one, and adds their events.
void EndSessions(rpc::Call& call, db::Transaction& tx, const std::string& account_id, std::string_view but,
                 events::Changes& changes);

// The same, and gives the session of who calls, if it is of this account, another id and
// another secret, which is answered for HandOver: whoever knew the one before knows nothing.
std::string RenewSessions(rpc::Call& call, db::Transaction& tx, const std::string& account_id,
                          events::Changes& changes);
// Hands the secret of a session, if there is one, to the gateway; after the commit, since it
// is passed on whatever becomes of the call.
void HandOver(rpc::Call& call, const std::string& secret);

// Revokes the tokens of an account, and adds their events.
void RevokeTokens(rpc::Call& call, db::Transaction& tx, const std::string& account_id,
                  events::Changes& changes);

// Keeps others from taking the administration of all organizations from anybody
// until the end of the transaction: to be called before any other lock.
void LockAdministrators(rpc::Call& call, db::Transaction& tx);

// FAILED_PRECONDITION / LAST_ADMINISTRATOR unless somebody is left to grant
// anything without this account, or this grant (one of them is empty).
void CheckAdministratorLeft(rpc::Call& call, db::Transaction& tx, std::string_view account_id,
                            std::string_view grant_id);

}  // namespace waymark::access
