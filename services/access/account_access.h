#pragma once

#include "services/access/accounts.h"
#include "services/access/shared.h"

namespace waymark::access {

// The call that tells an account what it may do.
void GetAccountAccess(rpc::Call& call, Shared& shared, const v1::GetAccountAccessRequest& request,
                      v1::AccountAccess& reply);

}  // namespace waymark::access
