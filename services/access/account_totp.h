#pragma once

#include "services/access/accounts.h"
#include "services/access/shared.h"

// The calls about codes of authenticator applications.
namespace waymark::access {

void BeginTotp(rpc::Call& call, Shared& shared, const v1::BeginTotpRequest& request, v1::TotpSecret& reply);
void ConfirmTotp(rpc::Call& call, Shared& shared, const v1::ConfirmTotpRequest& request,
                 v1::RecoveryCodes& reply);
void ResetTotp(rpc::Call& call, Shared& shared, const v1::ResetTotpRequest& request, v1::Account& reply);

}  // namespace waymark::access
