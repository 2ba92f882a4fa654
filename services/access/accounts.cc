#include "services/access/accounts.h"

#include <algorithm>

#include "services/access/session_rule.h"
#include "services/access/sql.h"
#include "services/access/token_text.h"
#include "services/common/events/sql.h"
#include "services/common/rpc/names.h"
#include "services/common/rpc/record.h"

namespace waymark::access {
namespace {

using rpc::Call;
using waymark::identity::v1::GrantedRole;

Error LastAdministrator() {
  return FailedPrecondition(
      "LAST_ADMINISTRATOR",
      "nobody would be left to grant anything; let another account be ADMINISTRATOR of all "
      "organizations first, without end");
}

}  // namespace

Error SessionNeeded() {
  return Error(Code::kPermissionDenied, "SESSION_NEEDED",
               "a token cannot do this; sign in with the password and ask again");
}

std::string ParentOf(const Call& call) {
  return call.organization() == "*" ? "organizations/-" : call.parent();
}

Error AccountNotFound(std::string_view name) {
  return NotFound(rpc::LastPart(name).starts_with('~') ? "accounts/~…" : name);
}

db::Params AccountParams(const Call& call, std::string_view name) {
  const auto reference = rpc::ParseReference(name);
  const bool me = reference.id == "me";
  return db::Params()
      .SetOrNull("id", me ? CallerOf(call).account_id() : reference.id)
      .SetOrNull("user_name", reference.external_id);
}

void FillAccount(const Call& call, const db::Row& row, v1::Account& account) {
  row.Fill(account);
  account.set_etag(call.tokens().Etag(account.name(), row.Int("_version")));
}

v1::Account GetAccount(Call& call, std::string_view name) {
  const auto rows = call.Read(sql::kGetAccount, AccountParams(call, name));
  if (rows.empty()) throw AccountNotFound(name);
  v1::Account account;
  FillAccount(call, rows[0], account);
  return account;
}

std::string OwnAccountId(Call& call, std::string_view name) {
  const std::string& own = CallerOf(call).account_id();
  const auto reference = rpc::ParseReference(name);
  if (reference.id == "me" || reference.id == own) return own;
  if (!reference.external_id.empty()) {
    const auto rows = call.Read(sql::kGetAccount, AccountParams(call, name));
    if (!rows.empty() && rows[0].Text("_account_id") == own) return own;
  }
  throw AccountNotFound(name);
}

std::string OwnAccountIdInSession(Call& call, std::string_view name) {
  std::string id = OwnAccountId(call, name);
  if (CallerOf(call).session_id().empty()) throw SessionNeeded();
  return id;
}

bool KeepsAccounts(const Call& call) {
  const auto& grants = CallerOf(call).grants();
  return std::any_of(grants.begin(), grants.end(), [](const GrantedRole& grant) {
    return grant.organization_id() == "*" && grant.role() == waymark::identity::v1::ROLE_ADMINISTRATOR &&
           grant.unit_id().empty();
  });
}

ChangingAccount LockAccount(Call& call, db::Transaction& tx, std::string_view name, std::string_view etag) {
  const auto locked = call.Run(tx, sql::kLockAccount, AccountParams(call, name));
  if (locked.empty()) throw AccountNotFound(name);
  const auto row = call.One(tx, sql::kGetAccount, AccountParams(call, name), name);
  ChangingAccount changing;
  changing.id = row.Text("_account_id");
  changing.version = static_cast<int>(row.Int("_version"));
  FillAccount(call, row, changing.account);
  changing.before = changing.account;
  changing.seal_key = rpc::SubjectKeyOf(call, locked[0]);
  rpc::CheckEtag(call, changing.account.name(), etag, changing.version);
  return changing;
}

void WriteAccount(Call& call, db::Transaction& tx, ChangingAccount& changing, events::Changes& changes) {
  v1::Account& account = changing.account;
  rpc::SetUpdated(call, changing.version + 1, account);
  call.Run(tx, sql::kUpdateAccount,
           db::Params()
               .Set("account_id", changing.id)
               .Set("display_name", account.display_name())
               .SetOrNull("email", account.email())
               .SetOrNull("language", account.language())
               .Set("state", static_cast<int>(account.state()))
               .Set("seal_key", db::Bytes{changing.seal_key.sealed})
               .Set("now", call.now()));
  AddChange(changes, "account.changed", "accounts", changing.id, changing.version + 1);
  changes.DescribeSealed(changing.seal_key.key, &changing.before, account);
}

void FinishAccount(Call& call, db::Transaction& tx, ChangingAccount& changing, events::Changes& changes,
                   v1::Account& reply) {
  WriteAccount(call, tx, changing, changes);
  reply = changing.account;
  RecordName(call, tx, changes, reply.name());
}

void RecordName(Call& call, db::Transaction& tx, const events::Changes& changes, const std::string& name) {
  v1::Account kept;  // the name is the first field of every resource
  kept.set_name(name);
  call.Record(tx, changes, kept);
}

std::string NameAnsweredBefore(Call& call) {
  const auto& origin = call.origin();
  if (origin.request_id.empty()) return "";
  const auto rows = call.Read(events::sql::kFindRequest,
                              db::Params().Set("method", origin.method).Set("request_id", origin.request_id));
  if (rows.empty()) return "";
  if (rows[0].Text("digest") != origin.request_digest) throw RequestIdReused();
  v1::Account kept;
  if (!kept.ParseFromString(rows[0].Bytes("response"))) throw Internal("a stored answer cannot be read");
  call.AddHeader("idempotent-replayed", "true");
  return kept.name();
}

void AddChange(events::Changes& changes, std::string_view type, const std::string& collection,
               const std::string& id, int version) {
  const std::string name = collection + "/" + id;
  changes.Add(type, name, version, name).mutable_record_changed()->set_record_id(id);
}

void EndSessions(Call& call, db::Transaction& tx, const std::string& account_id, std::string_view but,
                 events::Changes& changes) {
  for (const db::Row row : call.Run(tx, sql::kEndSessions,
                                    db::Params()
                                        .Set("account_id", account_id)
                                        .SetOrNull("but", but)
                                        .Set("used_since", call.now() - kSessionIdle)
                                        .Set("now", call.now()))) {
    AddChange(changes, "session.ended", "sessions", row.Text("id"), 2);
  }
}

std::string RenewSessions(Call& call, db::Transaction& tx, const std::string& account_id,
                          events::Changes& changes) {
  const std::string id = call.NewId(), secret = NewSecret(), digest = SecretDigest(secret);
  const auto renewed = call.Run(tx, sql::kRenewSession,
                                db::Params()
                                    .Set("session_id", id)
                                    .Set("digest", db::Bytes{digest})
                                    .SetOrNull("before", CallerOf(call).session_id())
                                    .Set("account_id", account_id)
                                    .Set("now", call.now()));
  EndSessions(call, tx, account_id, id, changes);
  if (renewed.empty()) return "";
  AddChange(changes, "session.started", "sessions", id, 1);
  return secret;
}

void HandOver(Call& call, const std::string& secret) {
  if (!secret.empty()) call.AddHeader("set-session", secret);
}

void RevokeTokens(Call& call, db::Transaction& tx, const std::string& account_id, events::Changes& changes) {
  for (const db::Row row : call.Run(tx, sql::kRevokeApiTokens,
                                    db::Params().Set("account_id", account_id).Set("now", call.now()))) {
    AddChange(changes, "token.revoked", "apiTokens", row.Text("id"), 2);
  }
}

void LockAdministrators(Call& call, db::Transaction& tx) { call.Run(tx, sql::kLockAdministrators, {}); }

void CheckAdministratorLeft(Call& call, db::Transaction& tx, std::string_view account_id,
                            std::string_view grant_id) {
  const auto row = call.One(
      tx, sql::kFindAdministrators,
      db::Params().SetOrNull("account_id", account_id).SetOrNull("grant_id", grant_id).Set("now", call.now()),
      "");
  if (row.Bool("asked") && !row.Bool("another")) throw LastAdministrator();
}

}  // namespace waymark::access
