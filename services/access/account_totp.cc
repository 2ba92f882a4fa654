#include "services/access/account_totp.h"

#include "services/access/base32.h"
#include "services/access/recovery_codes.h"
#include "services/access/sign_in.h"
#include "services/access/sql.h"
#include "services/access/times.h"
#include "services/access/totp.h"
#include "services/common/base/ids.h"

namespace waymark::access {
namespace {

using rpc::Call;

// Who has taken over a session must not put another device in the place of the
// owner's.
Error TotpHolds() {
  return FailedPrecondition("TOTP_HOLDS", "codes are asked for already; an administrator can reset that");
}

Error TotpNotBegun() {
  return FailedPrecondition("TOTP_NOT_BEGUN",
                            "nothing was begun within the last 15 minutes; begin again by BeginTotp");
}

Error CodeWrong() {
  return Error(Code::kUnauthenticated, "CODE_WRONG",
               "the code is wrong or too old; look at the clock of the device and try the next one");
}

db::Params Of(const ChangingAccount& changing) { return db::Params().Set("account_id", changing.id); }

}  // namespace

void BeginTotp(Call& call, Shared& shared, const v1::BeginTotpRequest& request, v1::TotpSecret& reply) {
  const std::string id = OwnAccountIdInSession(call, request.name());
  const SignIn owner = RequireOwner(call, shared, id, "current_password", request.current_password());
  const std::string secret = RandomBytes(kTotpSecretSize), sealed = shared.sealer.Seal(secret);
  auto tx = call.Begin();
  LockOwner(call, tx, owner);
  auto changing = LockAccount(call, tx, request.name());
  const auto begun = call.Run(tx, sql::kBeginTotp,
                              Of(changing).Set("sealed_secret", db::Bytes{sealed}).Set("now", call.now()));
  if (begun.empty()) throw TotpHolds();
  auto changes = call.NewChanges();
  WriteAccount(call, tx, changing, changes);
  reply.set_secret(Base32(secret));
  reply.set_uri(TotpUri(reply.secret(), changing.account.user_name()));
  // The request has no request_id: nothing of the answer is kept.
  call.Record(tx, changes, reply);
  tx.Commit();
}

void ConfirmTotp(Call& call, Shared& shared, const v1::ConfirmTotpRequest& request,
                 v1::RecoveryCodes& reply) {
  OwnAccountIdInSession(call, request.name());
  auto tx = call.Begin();
  auto changing = LockAccount(call, tx, request.name());
  const auto begun = call.Run(tx, sql::kGetTotp, Of(changing));
  if (begun.empty()) throw TotpNotBegun();
  if (begun[0].Bool("confirmed")) throw TotpHolds();
  if (call.now() - PointOf(begun[0].Int("begun_time")) >= kTotpBegunLife) throw TotpNotBegun();
  RequireFewWrongCodes(call, tx, changing.id);
  const auto step =
      TotpStepFor(shared.sealer.Open(begun[0].Bytes("sealed_secret")), request.code(), call.now(), 0);
  if (!step) {
    CountWrongCode(call, tx, shared, changing.id);
    throw CodeWrong();
  }
  call.Run(tx, sql::kConfirmTotp, Of(changing).Set("now", call.now()).Set("step", *step));
  std::vector<std::string> digests;
  for (int i = 0; i < kRecoveryCodes; ++i)
    digests.push_back(RecoveryDigest(*reply.add_codes() = NewRecoveryCode()));
  const std::vector<db::Bytes> bytes(digests.begin(), digests.end());
  call.Run(tx, sql::kPutRecoveryCodes, Of(changing).Set("digests", bytes));
  auto changes = call.NewChanges();
  const std::string session = RenewSessions(call, tx, changing.id, changes);
  WriteAccount(call, tx, changing, changes);
  call.Record(tx, changes, reply);
  tx.Commit();
  HandOver(call, session);
  shared.revocations.Add();
}

void ResetTotp(Call& call, Shared& shared, const v1::ResetTotpRequest& request, v1::Account& reply) {
  const SignIn keeper = RequireKeeper(call, shared, request.name(), request.current_password());
  AnswerOnce(call, reply, [&] {
    auto tx = call.Begin();
    LockKeeper(call, tx, keeper);
    auto changing = LockAccount(call, tx, request.name());
    call.Run(tx, sql::kDropTotp, Of(changing));
    call.Run(tx, sql::kForgetWrongCodes, Of(changing));
    changing.account.set_totp(false);
    auto changes = call.NewChanges();
    FinishAccount(call, tx, changing, changes, reply);
    tx.Commit();
  });
}

}  // namespace waymark::access
