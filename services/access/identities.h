#pragma once

#include "services/access/accounts.h"
#include "services/access/shared.h"

// Who accounts are at the provider of sign-ins.
namespace waymark::access {

// FAILED_PRECONDITION / OIDC_NOT_CONFIGURED where there is no provider.
OidcProvider& RequireProvider(const Shared& shared);

// Writes what an account that is being made or changed says of it. Throws ALREADY_EXISTS
// when it is another account.
void PutIdentity(rpc::Call& call, db::Transaction& tx, const Shared& shared, const std::string& account_id,
                 const std::string& subject);

}  // namespace waymark::access
