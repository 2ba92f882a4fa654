#include "services/access/accounts.h"
#include "services/access/api_tokens.h"
#include "services/access/services.h"
#include "services/access/sign_in.h"
#include "services/access/sql.h"
#include "services/access/times.h"
#include "services/access/token_text.h"
#include "services/common/rpc/names.h"
#include "services/common/rpc/page.h"
#include "services/common/rpc/record.h"
#include "waymark/access/v1/api_tokens.grpc.pb.h"

namespace waymark::access {
namespace {

using rpc::Call;

void FillToken(const db::Row& row, v1::ApiToken& token) {
  row.Fill(token);
  for (const auto& role : row.Texts("_roles"))
    token.add_roles(static_cast<waymark::identity::v1::Role>(std::stoi(role)));
}

// Whose tokens a call is about: the caller's own, or those of anybody for who keeps accounts.
// A token has no say in others of its account, `token_id` is its own.
std::string OwnerId(Call& call, std::string_view account, std::string_view token_id) {
  if (KeepsAccounts(call)) return std::string(rpc::LastPart(GetAccount(call, account).name()));
  const std::string& caller = CallerOf(call).token_id();
  const bool is_itself = !caller.empty() && caller == token_id;
  return is_itself ? OwnAccountId(call, account) : OwnAccountIdInSession(call, account);
}

// A token shall not make another that may do more than itself.
void Create(Call& call, Shared& shared, const v1::CreateApiTokenRequest& request, v1::ApiToken& reply) {
  const std::string account_id = OwnAccountIdInSession(call, request.parent());
  reply = request.api_token();
  if (!reply.has_expire_time()) *reply.mutable_expire_time() = StampOf(call.now() + kTokenLife);
  if (auto wrong = WrongWithToken(reply, call.now()); !wrong.empty()) throw InvalidFields(std::move(wrong));
  *reply.mutable_expire_time() = StampOf(PointOf(reply.expire_time()));
  const SignIn owner =
      RequireOwner(call, shared, account_id, "api_token.current_password", reply.current_password());
  reply.clear_current_password();
  const TokenText text{.id = call.NewId(), .secret = NewSecret()};
  reply.set_name("accounts/" + account_id + "/apiTokens/" + text.id);
  reply.clear_last_use_time();
  *reply.mutable_create_time() = rpc::Now(call);
  auto tx = call.Begin();
  LockOwner(call, tx, owner);
  call.Run(tx, sql::kCreateApiToken,
           TokenParams(account_id, text.id, SecretDigest(text.secret), reply).Set("now", call.now()));
  auto changes = call.NewChanges();
  AddChange(changes, "token.made", "apiTokens", text.id, 1);
  call.Record(tx, changes, reply);
  tx.Commit();
  reply.set_token(FormatToken(text));
}

void List(Call& call, Shared&, const v1::ListApiTokensRequest& request, v1::ListApiTokensResponse& reply) {
  const rpc::Page page(call, request);
  const auto rows = call.Read(sql::kListApiTokens, db::Params()
                                                       .Set("account_id", OwnerId(call, request.parent(), ""))
                                                       .Set("after", page.key(0))
                                                       .Set("limit", page.limit())
                                                       .Set("now", call.now()));
  reply.set_next_page_token(page.Fill(rows, reply.mutable_api_tokens(), {"_token_id"}, FillToken));
}

void Delete(Call& call, Shared& shared, const v1::DeleteApiTokenRequest& request, v1::ApiToken& reply) {
  const std::string_view name = request.name();
  const std::string id(rpc::LastPart(name));
  const std::string account_id = OwnerId(call, name.substr(0, name.rfind("/apiTokens/")), id);
  db::Params params;
  params.Set("account_id", account_id).Set("token_id", id).Set("now", call.now());
  auto tx = call.Begin();
  call.One(tx, sql::kLockApiToken, params, name);
  FillToken(call.One(tx, sql::kGetApiToken, params, name), reply);
  call.Run(tx, sql::kRevokeApiToken, params);
  auto changes = call.NewChanges();
  AddChange(changes, "token.revoked", "apiTokens", id, 2);
  call.Record(tx, changes, reply);
  tx.Commit();
  shared.revocations.Add();
}

}  // namespace

rpc::Service MakeApiTokensService(const std::shared_ptr<Shared>& shared) {
  return {v1::ApiTokensService::service_full_name(),
          {{"CreateApiToken", With(shared, Create)},
           {"ListApiTokens", With(shared, List)},
           {"DeleteApiToken", With(shared, Delete)}}};
}

}  // namespace waymark::access
