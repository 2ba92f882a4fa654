#include "services/access/accounts.h"
#include "services/access/identity_rule.h"
#include "services/access/services.h"
#include "services/access/session_rule.h"
#include "services/access/sql.h"
#include "services/access/times.h"
#include "services/access/token_text.h"
#include "services/common/base/ids.h"
#include "waymark/identity/v1/identity.grpc.pb.h"

namespace waymark::access {
namespace {

namespace id1 = waymark::identity::v1;
using rpc::Call;

Error CredentialInvalid() {
  return Error(Code::kUnauthenticated, "CREDENTIAL_INVALID",
               "the session or token is unknown, has ended or was revoked");
}

// The grants of rows that begin with a credential: one without grants has one row,
// with none.
std::vector<HeldGrant> GrantsOf(const db::Rows& rows) {
  std::vector<HeldGrant> grants;
  for (const db::Row row : rows) {
    if (row.IsNull("organization_id")) continue;
    HeldGrant& grant = grants.emplace_back();
    grant.role.set_organization_id(row.Text("organization_id"));
    grant.role.set_role(static_cast<id1::Role>(row.Int("role")));
    grant.role.set_unit_id(row.Text("unit_id"));
    grant.role.set_participant_id(row.Text("participant_id"));
    grant.start = PointOf(row.Int("start_time"));
    if (!row.IsNull("end_time")) grant.end = PointOf(row.Int("end_time"));
  }
  return grants;
}

void FillIdentity(const Call& call, const db::Rows& rows, const TokenLimits& limits, TimePoint credential_end,
                  id1::Identity& reply) {
  const auto grants = GrantsOf(rows);
  reply.set_account_id(rows[0].Text("account_id"));
  for (auto& grant : UsableGrants(grants, limits, call.now())) *reply.add_grants() = std::move(grant);
  *reply.mutable_valid_until_time() = StampOf(ValidUntil(credential_end, grants, call.now()));
}

// Notes a use of the credential; no event: nobody changed anything.
void Note(Call& call, const db::Query& query, db::Params params) {
  call.Write(query, std::move(params.Set("now", call.now())), call.NewChanges(), id1::Identity());
}

void IdentifySession(Call& call, const std::string& secret, id1::Identity& reply) {
  const std::string digest = SecretDigest(secret);
  const auto rows =
      call.Read(sql::kIdentifySession, db::Params().Set("digest", db::Bytes{digest}).Set("now", call.now()));
  if (rows.empty()) throw CredentialInvalid();
  const TimePoint last_use = PointOf(rows[0].Int("last_use_time"));
  const TimePoint expire = PointOf(rows[0].Int("expire_time"));
  if (SessionEnd(last_use, expire) <= call.now()) throw CredentialInvalid();
  reply.set_session_id(rows[0].Text("session_id"));
  const bool note = NoteUse(last_use, call.now());
  FillIdentity(call, rows, {}, SessionEnd(note ? call.now() : last_use, expire), reply);
  if (note) Note(call, sql::kTouchSession, db::Params().Set("session_id", reply.session_id()));
}

void IdentifyToken(Call& call, const std::string& text, id1::Identity& reply) {
  const auto token = ParseToken(text);
  if (!token) throw CredentialInvalid();
  const auto rows =
      call.Read(sql::kIdentifyToken, db::Params().Set("token_id", token->id).Set("now", call.now()));
  if (rows.empty() || !SameSecret(rows[0].Bytes("digest"), SecretDigest(token->secret)))
    throw CredentialInvalid();
  const TimePoint expire = PointOf(rows[0].Int("expire_time"));
  if (expire <= call.now()) throw CredentialInvalid();
  TokenLimits limits{.roles = {}, .organization = rows[0].Text("limited_to")};
  for (const auto& role : rows[0].Texts("roles")) limits.roles.insert(std::stoi(role));
  reply.set_token_id(token->id);
  FillIdentity(call, rows, limits, expire, reply);
  if (NoteUse(PointOf(rows[0].Int("last_use_time")), call.now()))
    Note(call, sql::kTouchApiToken, db::Params().Set("token_id", token->id));
}

void Identify(Call& call, Shared&, const id1::IdentifyRequest& request, id1::Identity& reply) {
  switch (request.credential_case()) {
    case id1::IdentifyRequest::kApiToken:
      return IdentifyToken(call, request.api_token(), reply);
    case id1::IdentifyRequest::kSessionSecret:
      return IdentifySession(call, request.session_secret(), reply);
    default:
      throw InvalidField("credential", "is required: an api_token or a session_secret");
  }
}

void AwaitChange(Call& call, Shared& shared, const id1::AwaitChangeRequest& request,
                 id1::AwaitChangeResponse& reply) {
  const auto deadline = std::min(
      call.scope().deadline, std::chrono::steady_clock::now() + std::chrono::seconds(request.wait_seconds()));
  reply.set_seen(shared.revocations.Await(request.seen(), deadline));
}

}  // namespace

rpc::Service MakeIdentityService(const std::shared_ptr<Shared>& shared) {
  return {id1::IdentityService::service_full_name(),
          {{"Identify", With(shared, access::Identify)}, {"AwaitChange", With(shared, access::AwaitChange)}}};
}

}  // namespace waymark::access
