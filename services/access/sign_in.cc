#include "services/access/sign_in.h"

#include "services/access/mails.h"
#include "services/access/recovery_codes.h"
#include "services/access/session_rule.h"
#include "services/access/sql.h"
#include "services/access/times.h"
#include "services/access/token_text.h"
#include "services/access/totp.h"
#include "services/common/rpc/names.h"
#include "services/common/rpc/record.h"

namespace waymark::access {
namespace {

using rpc::Call;

// Of an account that has as many sessions as it may; whether there was one to end.
bool EndSurplus(Call& call, db::Transaction& tx, const db::Params& of_account, events::Changes& changes) {
  const auto ended = call.Run(
      tx, sql::kEndSurplusSessions,
      db::Params(of_account).Set("used_since", call.now() - kSessionIdle).Set("most", kMostSessions - 1));
  for (const db::Row row : ended) AddChange(changes, "session.ended", "sessions", row.Text("id"), 2);
  return !ended.empty();
}

Error PasswordMissing(const std::string& field) {
  return Error(Code::kInvalidArgument, "PASSWORD_MISSING",
               field + ": is needed: a session alone makes nothing that outlasts it")
      .WithViolation(field, "is needed: the password that you sign in with");
}

Error SessionTooOld() {
  return Error(Code::kUnauthenticated, "SESSION_TOO_OLD",
               "the account has no password to ask for; sign in again and do this within five minutes");
}

void RequireFreshSession(Call& call) {
  const std::string& id = CallerOf(call).session_id();
  v1::Session session;
  call.ReadOne(sql::kGetSession, db::Params().Set("session_id", id), "sessions/" + id).Fill(session);
  if (!IsFresh(PointOf(session.create_time()), call.now())) throw SessionTooOld();
}

bool UseTotp(Call& call, db::Transaction& tx, const crypto::Sealer& sealer, const SignIn& sign_in,
             std::string_view code) {
  const auto step = TotpStepFor(sealer.Open(sign_in.sealed_totp), code, call.now(), sign_in.last_step);
  // Of two who show the same code at once, one is too late.
  return step && !call.Run(tx, sql::kUseTotpStep,
                           db::Params().Set("account_id", sign_in.account_id).Set("step", *step))
                      .empty();
}

bool UseRecoveryCode(Call& call, db::Transaction& tx, const SignIn& sign_in, std::string_view code) {
  const std::string digest = RecoveryDigest(code);
  return !call.Run(tx, sql::kUseRecoveryCode,
                   db::Params().Set("account_id", sign_in.account_id).Set("digest", db::Bytes{digest}))
              .empty();
}

}  // namespace

Error TooMany(std::string reason, const std::string& what, std::chrono::seconds wait) {
  return Error(Code::kResourceExhausted, std::move(reason), what + "; wait before you try again")
      .WithMetadata("retryAfterSeconds", std::to_string(wait.count()));
}

Error SignInRefused() {
  return Error(Code::kUnauthenticated, "SIGN_IN_REFUSED", "the user name or the password is wrong");
}

Error PasswordWrong() {
  return Error(Code::kUnauthenticated, "PASSWORD_WRONG", "the current password is wrong");
}

SignIn LoadSignIn(Call& call, const Claimant& claimant) {
  const auto row = call.ReadOne(sql::kLoadSignIn,
                                db::Params()
                                    .SetOrNull("account_id", claimant.account_id)
                                    .SetOrNull("user_name", claimant.user_name)
                                    .Set("address", AddressKey(call.caller().address)),
                                "");
  SignIn sign_in;
  sign_in.user_name_digest = row.Bytes("user_name_digest");
  sign_in.account_id = row.Text("account_id");
  sign_in.active = row.Int("state") == v1::ACCOUNT_STATE_ACTIVE;
  sign_in.hash = row.Text("hash");
  sign_in.sealed_totp = row.Bytes("sealed_secret");
  sign_in.last_step = row.Int("last_step");
  sign_in.of_name = {static_cast<int>(row.Int("name_failures")), PointOf(row.Int("name_first")),
                     PointOf(row.Int("name_last"))};
  sign_in.of_address = {static_cast<int>(row.Int("address_failures")), PointOf(row.Int("address_first")),
                        PointOf(row.Int("address_last"))};
  return sign_in;
}

bool CheckPassword(Call& call, const PasswordTurns::Turn& turn, const SignIn& sign_in,
                   std::string_view password) {
  const TimePoint until = RefusedUntil(sign_in.of_name, sign_in.of_address, call.now());
  if (until > call.now()) {
    throw TooMany("TOO_MANY_FAILURES", "too many failures from this address",
                  std::chrono::ceil<std::chrono::seconds>(until - call.now()));
  }
  if (IsPassword(turn, password, sign_in.hash) && sign_in.active) return true;
  CountFailure(call, sign_in);
  return false;
}

SignIn RequireOwner(Call& call, Shared& shared, const std::string& account_id, const std::string& field,
                    std::string_view password) {
  SignIn sign_in = LoadSignIn(call, {.account_id = account_id, .user_name = ""});
  if (sign_in.hash.empty()) {
    RequireFreshSession(call);
  } else if (password.empty()) {
    throw PasswordMissing(field);
  } else {
    const PasswordTurns::Turn turn(shared.password_turns);
    if (!CheckPassword(call, turn, sign_in, password)) throw PasswordWrong();
  }
  return sign_in;
}

SignIn RequireKeeper(Call& call, Shared& shared, const std::string& account_name, std::string_view password) {
  const auto& caller = CallerOf(call);
  if (!caller.session_id().empty())
    return RequireOwner(call, shared, caller.account_id(), "current_password", password);
  const v1::Account account = GetAccount(call, account_name);
  const bool is_own = rpc::LastPart(account.name()) == caller.account_id();
  if (is_own && account.state() != v1::ACCOUNT_STATE_INVITED) throw SessionNeeded();
  return {};
}

void CountFailure(Call& call, const SignIn& sign_in) {
  auto tx = call.Begin();
  call.Run(tx, sql::kForgetOldFailures,
           db::Params()
               .Set("name_since", call.now() - kNameMemory)
               .Set("address_since", call.now() - kAddressWindow));
  call.Run(tx, sql::kCountFailure,
           db::Params()
               .Set("user_name_digest", db::Bytes{sign_in.user_name_digest})
               .Set("address", AddressKey(call.caller().address))
               .Set("now", call.now()));
  tx.Commit();
}

void LockSignIn(Call& call, db::Transaction& tx, const SignIn& sign_in) {
  const auto same = call.Run(tx, sql::kLockSignIn,
                             db::Params().Set("account_id", sign_in.account_id).Set("hash", sign_in.hash));
  if (same.empty()) throw SignInRefused();
}

void LockOwner(Call& call, db::Transaction& tx, const SignIn& owner) {
  if (!owner.hash.empty()) LockSignIn(call, tx, owner);
}

void LockKeeper(Call& call, db::Transaction& tx, const SignIn& keeper) {
  // Of two who let each other in at once, none waits for the other with their own account locked.
  LockAdministrators(call, tx);
  LockOwner(call, tx, keeper);
}

void RequireFewWrongCodes(Call& call, db::Transaction& tx, const std::string& account_id) {
  const auto rows = call.Run(tx, sql::kGetWrongCodes, db::Params().Set("account_id", account_id));
  if (rows.empty()) return;
  const TimePoint until = CodesRefusedUntil(
      {.count = static_cast<int>(rows[0].Int("failures")), .first = PointOf(rows[0].Int("first_time"))});
  if (until <= call.now()) return;
  throw TooMany("TOO_MANY_CODES", "too many wrong codes of this account; use a recovery code",
                std::chrono::ceil<std::chrono::seconds>(until - call.now()));
}

void CountWrongCode(Call& call, db::Transaction& tx, const Shared& shared, const std::string& account_id) {
  const auto counted = call.One(tx, sql::kCountWrongCode,
                                db::Params()
                                    .Set("account_id", account_id)
                                    .Set("since", call.now() - kCodeWindow)
                                    .Set("now", call.now()),
                                "");
  auto changes = call.NewChanges();
  if (counted.Int("failures") == kMostWrongCodes) QueueWrongCodesMail(call, tx, shared, account_id, changes);
  call.Record(tx, changes, v1::Session());
  tx.Commit();
}

bool TakeCode(Call& call, db::Transaction& tx, const Shared& shared, const SignIn& sign_in,
              std::string_view code) {
  const bool of_application = code.size() == kTotpDigits;
  if (of_application) RequireFewWrongCodes(call, tx, sign_in.account_id);
  if (of_application ? UseTotp(call, tx, shared.sealer, sign_in, code)
                     : UseRecoveryCode(call, tx, sign_in, code)) {
    return true;
  }
  CountWrongCode(call, tx, shared, sign_in.account_id);
  return false;
}

void BeginSession(Call& call, db::Transaction& tx, Revocations& revocations, const std::string& account_id,
                  events::Changes& changes, v1::Session& reply) {
  const std::string id = call.NewId(), secret = NewSecret(), digest = SecretDigest(secret);
  reply.set_name("accounts/" + account_id + "/sessions/" + id);
  *reply.mutable_create_time() = *reply.mutable_last_use_time() = rpc::Now(call);
  *reply.mutable_expire_time() = StampOf(call.now() + kSessionLongest);
  reply.set_address(call.caller().address);
  reply.set_user_agent(call.caller().user_agent);
  reply.set_current(true);
  const auto of_account = db::Params().Set("account_id", account_id).Set("now", call.now());
  call.Run(tx, sql::kDropOldSessions, of_account);
  call.Run(tx, sql::kForgetFailures,
           db::Params(of_account).Set("address", AddressKey(call.caller().address)));
  const bool others_ended = EndSurplus(call, tx, of_account, changes);
  call.Run(tx, sql::kCreateSession,
           db::Params(of_account)
               .Set("session_id", id)
               .Set("digest", db::Bytes{digest})
               .Set("expire_time", call.now() + kSessionLongest)
               .Set("address", reply.address())
               .Set("user_agent", reply.user_agent()));
  AddChange(changes, "session.started", "sessions", id, 1);
  call.Record(tx, changes, reply);
  tx.Commit();
  if (others_ended) revocations.Add();
  call.AddHeader("set-session", secret);
}

}  // namespace waymark::access
