#pragma once

#include "services/access/accounts.h"
#include "services/access/shared.h"

// The calls that set passwords.
namespace waymark::access {

// How long a one-time link holds.
constexpr std::chrono::days kLinkLife{3};

void CreateLink(rpc::Call& call, Shared& shared, const v1::CreateAccountLinkRequest& request,
                v1::AccountLink& reply);
void RedeemLink(rpc::Call& call, Shared& shared, const v1::RedeemAccountLinkRequest& request,
                v1::Account& reply);
void ChangePassword(rpc::Call& call, Shared& shared, const v1::ChangePasswordRequest& request,
                    v1::Account& reply);

}  // namespace waymark::access
