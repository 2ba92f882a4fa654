#include "services/access/identities.h"

#include "services/access/sql.h"

namespace waymark::access {

OidcProvider& RequireProvider(const Shared& shared) {
  if (shared.oidc) return *shared.oidc;
  throw FailedPrecondition("OIDC_NOT_CONFIGURED",
                           "nobody signs in by a provider here: use a password, or set WAYMARK_OIDC_ISSUER");
}

void PutIdentity(rpc::Call& call, db::Transaction& tx, const Shared& shared, const std::string& account_id,
                 const std::string& subject) {
  db::Params params;
  params.Set("account_id", account_id);
  if (subject.empty()) {
    call.Run(tx, sql::kDropIdentity, params);
    return;
  }
  params.Set("issuer", RequireProvider(shared).settings().issuer).Set("subject", subject);
  if (!call.Try(tx, sql::kPutIdentity, params))
    throw AlreadyExists("account.oidc_subject", "is that of another account");
}

}  // namespace waymark::access
