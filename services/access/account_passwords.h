#pragma once

#include "services/access/accounts.h"
#include "services/access/shared.h"

// The calls that set passwords.
namespace waymark::access {

void CreateLink(rpc::Call& call, Shared& shared, const v1::CreateAccountLinkRequest& request,
                v1::AccountLink& reply);
void RedeemLink(rpc::Call& call, Shared& shared, const v1::RedeemAccountLinkRequest& request,
                v1::Account& reply);
void ChangePassword(rpc::Call& call, Shared& shared, const v1::ChangePasswordRequest& request,
                    v1::Account& reply);

}  // namespace waymark::access
