#include "services/access/accounts.h"
#include "services/access/services.h"
#include "services/access/session_rule.h"
#include "services/access/sign_in.h"
#include "services/access/sql.h"
#include "services/common/rpc/page.h"
#include "services/common/rpc/record.h"
#include "waymark/access/v1/sessions.grpc.pb.h"

namespace waymark::access {
namespace {

using rpc::Call;

Error CodeNeeded() {
  return Error(Code::kUnauthenticated, "CODE_NEEDED",
               "send a code of the authenticator application, or a recovery code, too");
}

void GetOptions(Call&, Shared& shared, const v1::GetSignInOptionsRequest&, v1::SignInOptions& reply) {
  if (shared.oidc) reply.set_provider_display_name(ProviderName(shared.oidc->settings()));
  reply.set_sends_mail(shared.mail.sends());
}

void Create(Call& call, Shared& shared, const v1::CreateSessionRequest& request, v1::Session& reply) {
  const PasswordTurns::Turn turn(shared.password_turns);
  const SignIn sign_in = LoadSignIn(call, {.account_id = "", .user_name = request.user_name()});
  if (!CheckPassword(call, turn, sign_in, request.password())) throw SignInRefused();
  const bool asked_for_code = !sign_in.sealed_totp.empty();
  if (asked_for_code && request.code().empty()) throw CodeNeeded();
  {
    auto tx = call.Begin();
    LockSignIn(call, tx, sign_in);
    if (!asked_for_code || TakeCode(call, tx, shared, sign_in, request.code())) {
      auto changes = call.NewChanges();
      BeginSession(call, tx, shared.revocations, sign_in.account_id, changes, reply);
      return;
    }
  }
  CountFailure(call, sign_in);
  throw SignInRefused();
}

void List(Call& call, Shared&, const v1::ListSessionsRequest& request, v1::ListSessionsResponse& reply) {
  const rpc::Page page(call, request);
  const std::string account_id = OwnAccountIdInSession(call, request.parent());
  const auto rows = call.Read(sql::kListSessions, db::Params()
                                                      .Set("account_id", account_id)
                                                      .Set("after", page.key(0))
                                                      .Set("limit", page.limit())
                                                      .Set("used_since", call.now() - kSessionIdle)
                                                      .Set("now", call.now()));
  const std::string& current = CallerOf(call).session_id();
  reply.set_next_page_token(page.Fill(rows, reply.mutable_sessions(), {"_session_id"},
                                      [&](const db::Row& row, v1::Session& session) {
                                        row.Fill(session);
                                        session.set_current(row.Text("_session_id") == current);
                                      }));
}

void Delete(Call& call, Shared& shared, const v1::DeleteSessionRequest& request, v1::Session& reply) {
  const std::string_view name = request.name();
  const auto at = name.rfind("/sessions/");
  const std::string& current = CallerOf(call).session_id();
  std::string id(name.substr(at + std::string_view("/sessions/").size()));
  if (id == "current") id = current;
  db::Params params;
  params.Set("account_id", OwnAccountIdInSession(call, name.substr(0, at)))
      .Set("session_id", id)
      .Set("used_since", call.now() - kSessionIdle)
      .Set("now", call.now());
  AnswerOnce(
      call,
      [&] {
        auto tx = call.Begin();
        call.One(tx, sql::kLockSession, params, name);
        call.One(tx, sql::kGetSession, params, name).Fill(reply);
        call.Run(tx, sql::kEndSession, params);
        auto changes = call.NewChanges();
        AddChange(changes, "session.ended", "sessions", id, 2);
        RecordName(call, tx, changes, reply.name());
        tx.Commit();
      },
      [&](const std::string&) { call.ReadOne(sql::kGetSession, params, name).Fill(reply); });
  shared.revocations.Add();
  reply.set_current(id == current);
  if (reply.current()) call.AddHeader("end-session", "true");
}

}  // namespace

rpc::Service MakeSessionsService(const std::shared_ptr<Shared>& shared) {
  return {v1::SessionsService::service_full_name(),
          {{"GetSignInOptions", With(shared, GetOptions)},
           {"CreateSession", With(shared, Create)},
           {"ListSessions", With(shared, List)},
           {"DeleteSession", With(shared, Delete)}}};
}

}  // namespace waymark::access
