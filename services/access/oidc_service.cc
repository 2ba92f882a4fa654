#include "services/access/identities.h"
#include "services/access/services.h"
#include "services/access/sign_in.h"
#include "services/access/sql.h"
#include "services/access/token_text.h"
#include "waymark/access/v1/oidc.grpc.pb.h"

namespace waymark::access {
namespace {

using rpc::Call;

constexpr std::chrono::minutes kAttemptLife{10};

Error AttemptUnknown() {
  return Error(Code::kUnauthenticated, "OIDC_ATTEMPT_UNKNOWN",
               "this attempt to sign in was ended before, or took longer than ten minutes; begin again");
}

Error StateWrong() {
  return Error(Code::kUnauthenticated, "OIDC_STATE_WRONG",
               "what the provider answered is not of this attempt to sign in; begin again");
}

Error NotLinked() {
  return Error(
      Code::kUnauthenticated, "OIDC_NOT_LINKED",
      "the provider knows you, but no account that is in use is linked with that; ask an administrator");
}

void Begin(Call& call, Shared& shared, const v1::BeginOidcRequest&, v1::OidcAttempt& reply) {
  OidcProvider& provider = RequireProvider(shared);
  const ProviderTurns::Turn turn(shared.provider_turns);
  reply.set_secret(NewSecret());
  reply.set_authorization_uri(provider.AuthorizationUri(AttemptOf(reply.secret())));
  const std::string digest = SecretDigest(reply.secret());
  auto tx = call.Begin();
  call.Run(tx, sql::kForgetOidcAttempts, db::Params().Set("now", call.now()));
  call.Run(tx, sql::kBeginOidcAttempt,
           db::Params().Set("digest", db::Bytes{digest}).Set("expire_time", call.now() + kAttemptLife));
  tx.Commit();
}

// An attempt is over with the first that ends it, whatever comes of that.
void TakeAttempt(Call& call, const std::string& secret, const std::string& state) {
  const std::string digest = SecretDigest(secret);
  auto tx = call.Begin();
  const auto taken = call.Run(tx, sql::kTakeOidcAttempt,
                              db::Params().Set("digest", db::Bytes{digest}).Set("now", call.now()));
  tx.Commit();
  if (taken.empty()) throw AttemptUnknown();
  if (!SameSecret(state, AttemptOf(secret).state)) throw StateWrong();
}

// Whom the provider vouches for is in, without a password of ours.
void Activate(Call& call, db::Transaction& tx, const std::string& account_id, events::Changes& changes) {
  auto changing = LockAccount(call, tx, "accounts/" + account_id);
  if (changing.account.state() == v1::ACCOUNT_STATE_DISABLED) throw NotLinked();
  if (changing.account.state() == v1::ACCOUNT_STATE_ACTIVE) return;
  changing.account.set_state(v1::ACCOUNT_STATE_ACTIVE);
  WriteAccount(call, tx, changing, changes);
}

void Finish(Call& call, Shared& shared, const v1::FinishOidcRequest& request, v1::Session& reply) {
  OidcProvider& provider = RequireProvider(shared);
  TakeAttempt(call, request.secret(), request.state());
  const std::string subject = [&] {
    const ProviderTurns::Turn turn(shared.provider_turns);
    return provider.SubjectOf(request.code(), AttemptOf(request.secret()));
  }();
  const auto found = call.Read(
      sql::kFindIdentity, db::Params().Set("issuer", provider.settings().issuer).Set("subject", subject));
  if (found.empty()) throw NotLinked();
  const std::string account_id = found[0].Text("account_id");
  auto tx = call.Begin();
  auto changes = call.NewChanges();
  Activate(call, tx, account_id, changes);
  BeginSession(call, tx, shared.revocations, account_id, changes, reply);
}

}  // namespace

rpc::Service MakeOidcService(const std::shared_ptr<Shared>& shared) {
  return {v1::OidcService::service_full_name(),
          {{"BeginOidc", With(shared, Begin)}, {"FinishOidc", With(shared, Finish)}}};
}

}  // namespace waymark::access
