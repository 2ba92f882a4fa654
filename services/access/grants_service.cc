#include "services/access/accounts.h"
#include "services/access/grant_rule.h"
#include "services/access/services.h"
#include "services/access/sql.h"
#include "services/access/times.h"
#include "services/common/rpc/filter.h"
#include "services/common/rpc/formats.h"
#include "services/common/rpc/names.h"
#include "services/common/rpc/page.h"
#include "services/common/rpc/record.h"
#include "services/common/rpc/references.h"
#include "waymark/access/v1/grants.grpc.pb.h"

namespace waymark::access {
namespace {

using rpc::Call;
using waymark::identity::v1::Role_descriptor;

bool IsEverywhere(const Call& call) { return call.organization() == "*"; }

Error GrantEnded() { return FailedPrecondition("GRANT_ENDED", "the grant has ended already"); }

void FillGrant(const Call& call, const db::Row& row, v1::Grant& grant) {
  row.Fill(grant);
  grant.set_etag(call.tokens().Etag(grant.name(), row.Int("_version")));
}

// The event of a grant, whose subject is its name as the API has it; `before` is null
// for a new one.
events::Changes ChangedEvent(const Call& call, const v1::Grant* before, const v1::Grant& grant, int version) {
  const std::string id(rpc::LastPart(grant.name()));
  auto changes = call.NewChanges();
  changes.Add("grant.changed", "grants/" + id, version, grant.name())
      .mutable_record_changed()
      ->set_record_id(id);
  changes.Describe(before, grant);
  return changes;
}

// Turns a reference to a unit or participant into its name in UUID form.
std::string Resolved(Call& call, const std::string& field, std::string_view collection,
                     const std::string& name) {
  if (name.empty()) return "";
  const auto resolved = rpc::AskDirectory(call, collection, {name}).front();
  if (resolved.id.empty()) throw ReferenceNotFound(field, field.substr(field.find('.') + 1));
  return rpc::Name(call.organization(), collection, resolved.id);
}

// Does what ends sessions or begins them. They are of every organization, and so are their
// events, wherever the grant is that is the reason.
template <typename Step>
void ChangeSessions(Call& call, db::Transaction& tx, Step step) {
  events::Origin everywhere = call.origin();
  everywhere.organization_id = "*";
  events::Changes changes(everywhere, "access", call.clock());
  step(changes);
  db::Params params;
  changes.Bind(params, v1::Grant());
  call.Run(tx, sql::kRecordOfAccounts, std::move(params));
}

void Create(Call& call, Shared& shared, const v1::CreateGrantRequest& request, v1::Grant& reply) {
  reply = request.grant();
  if (!reply.has_start_time()) *reply.mutable_start_time() = rpc::Now(call);
  if (auto wrong = WrongWithGrant(reply, IsEverywhere(call), call.now()); !wrong.empty())
    throw InvalidFields(std::move(wrong));
  const auto rows = call.Read(sql::kGetAccount, AccountParams(call, reply.account()));
  if (rows.empty()) throw ReferenceNotFound("grant.account", "account");
  const std::string account_id = rows[0].Text("_account_id"), id = call.NewId();
  reply.set_account("accounts/" + account_id);
  reply.set_unit(Resolved(call, "grant.unit", "units", reply.unit()));
  reply.set_participant(Resolved(call, "grant.participant", "participants", reply.participant()));
  *reply.mutable_start_time() = StampOf(PointOf(reply.start_time()));
  db::Params params;
  params.Set("end_time", std::nullopt);
  if (reply.has_end_time()) {
    *reply.mutable_end_time() = StampOf(PointOf(reply.end_time()));
    params.Set("end_time", PointOf(reply.end_time()));
  }
  rpc::SetCreated(call, ParentOf(call) + "/grants/" + id, reply);
  params.Set("grant_id", id)
      .Set("account_id", account_id)
      .Set("role", static_cast<int>(reply.role()))
      .SetOrNull("unit_id", rpc::LastPart(reply.unit()))
      .SetOrNull("participant_id", rpc::LastPart(reply.participant()))
      .Set("start_time", PointOf(reply.start_time()))
      .Set("now", call.now());
  auto tx = call.Begin();
  // Of a sign-in at this moment, the session is there to be ended, or finds the grant.
  LockAccount(call, tx, reply.account());
  call.Run(tx, sql::kCreateGrant, params);
  std::string session;
  ChangeSessions(call, tx,
                 [&](events::Changes& changes) { session = RenewSessions(call, tx, account_id, changes); });
  call.Record(tx, ChangedEvent(call, nullptr, reply, 1), reply);
  tx.Commit();
  HandOver(call, session);
  shared.revocations.Add();
}

db::Params OneGrant(std::string_view name) { return db::Params().Set("grant_id", rpc::LastPart(name)); }

void Get(Call& call, Shared&, const v1::GetGrantRequest& request, v1::Grant& reply) {
  FillGrant(call, call.ReadOne(sql::kGetGrant, OneGrant(request.name()), request.name()), reply);
}

// The account that a filter wants.
db::Params AccountFilter(const Call& call, const rpc::Filter& filter) {
  const auto name = rpc::TextFilter(filter, "account");
  if (name && !rpc::IsResourceName(*name, {"accounts", "*"}))
    throw InvalidField("filter", "`account` must be compared with accounts/ and an id or ~ and a user name");
  auto params =
      name ? AccountParams(call, *name) : db::Params().Set("id", std::nullopt).Set("user_name", std::nullopt);
  return params.Set("by_account", name.has_value());
}

void List(Call& call, Shared&, const v1::ListGrantsRequest& request, v1::ListGrantsResponse& reply) {
  const rpc::Page page(call, request);
  const auto filter = rpc::ParseFilter(request.filter(), {"account", "role", "active"});
  const auto rows =
      call.Read(sql::kListGrants, AccountFilter(call, filter)
                                      .Set("after", page.key(0))
                                      .Set("limit", page.limit())
                                      .Set("role", rpc::EnumFilter(filter, "role", Role_descriptor()))
                                      .Set("active", rpc::BoolFilter(filter, "active"))
                                      .Set("now", call.now()));
  reply.set_next_page_token(
      page.Fill(rows, reply.mutable_grants(), {"_grant_id"},
                [&](const db::Row& row, v1::Grant& grant) { FillGrant(call, row, grant); }));
}

// Ends the sessions of an account that has no grant left, wherever the last one was.
void EndSessionsOfWhoHasNone(Call& call, db::Transaction& tx, const std::string& account_id) {
  const auto account = db::Params().Set("account_id", account_id).Set("now", call.now());
  if (call.One(tx, sql::kHasGrants, account, "").Bool("has_grants")) return;
  ChangeSessions(call, tx, [&](events::Changes& changes) { EndSessions(call, tx, account_id, "", changes); });
}

void End(Call& call, Shared& shared, const v1::EndGrantRequest& request, v1::Grant& reply) {
  const auto one = OneGrant(request.name());
  auto tx = call.Begin();
  if (IsEverywhere(call)) LockAdministrators(call, tx);
  call.One(tx, sql::kLockGrant, one, request.name());
  const auto row = call.One(tx, sql::kGetGrant, one, request.name());
  const int version = static_cast<int>(row.Int("_version"));
  const std::string account_id = row.Text("_account_id");
  FillGrant(call, row, reply);
  rpc::CheckEtag(call, reply.name(), request.etag(), version);
  if (reply.has_end_time() && PointOf(reply.end_time()) <= call.now()) throw GrantEnded();
  if (IsEverywhere(call)) CheckAdministratorLeft(call, tx, "", row.Text("_grant_id"));
  // Of two that end the last two grants of an account, the second sees the first.
  LockAccount(call, tx, reply.account());
  const v1::Grant before = reply;
  *reply.mutable_end_time() = rpc::Now(call);
  rpc::SetUpdated(call, version + 1, reply);
  call.Run(tx, sql::kEndGrant, OneGrant(request.name()).Set("now", call.now()));
  EndSessionsOfWhoHasNone(call, tx, account_id);
  call.Record(tx, ChangedEvent(call, &before, reply, version + 1), reply);
  tx.Commit();
  shared.revocations.Add();
}

}  // namespace

rpc::Service MakeGrantsService(const std::shared_ptr<Shared>& shared) {
  return {v1::GrantsService::service_full_name(),
          {{"CreateGrant", With(shared, Create)},
           {"GetGrant", With(shared, Get)},
           {"ListGrants", With(shared, List)},
           {"EndGrant", With(shared, End)}}};
}

}  // namespace waymark::access
