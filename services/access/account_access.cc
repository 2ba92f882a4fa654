#include "services/access/account_access.h"

#include "services/access/sql.h"
#include "services/common/authorization/roles.h"
#include "services/common/rpc/names.h"

namespace waymark::access {
namespace {

using rpc::Call;
using waymark::identity::v1::CallerContext;
using waymark::options::v1::Permission;

// What is about no one organization needs the role in all of them.
bool IsAboutAll(Permission permission) {
  return permission == waymark::options::v1::PERMISSION_ACCOUNTS_MANAGE ||
         permission == waymark::options::v1::PERMISSION_ORGANIZATIONS_CREATE;
}

// Those that this one role gives, by the decision that each call is let in by.
void FillPermissions(const CallerContext& caller, v1::HeldRole& role) {
  const auto& all = *waymark::options::v1::Permission_descriptor();
  for (int i = 0; i < all.value_count(); ++i) {
    const auto permission = static_cast<Permission>(all.value(i)->number());
    const std::string about = IsAboutAll(permission) ? "*" : caller.organization_id();
    if (!authorization::ReachOf(caller, permission, about).empty()) role.add_permissions(permission);
  }
}

v1::HeldRole RoleOf(const std::string& account_id, const db::Row& row) {
  CallerContext caller;
  caller.set_account_id(account_id);
  caller.set_organization_id(row.Text("organization_id"));
  auto& grant = *caller.add_grants();
  grant.set_organization_id(caller.organization_id());
  grant.set_role(static_cast<waymark::identity::v1::Role>(row.Int("role")));
  grant.set_unit_id(row.Text("unit_id"));
  grant.set_participant_id(row.Text("participant_id"));

  v1::HeldRole role;
  const std::string organization = grant.organization_id() == "*" ? "-" : grant.organization_id();
  role.set_organization("organizations/" + organization);
  role.set_role(grant.role());
  if (!grant.unit_id().empty()) role.set_unit(rpc::Name(organization, "units", grant.unit_id()));
  if (!grant.participant_id().empty())
    role.set_participant(rpc::Name(organization, "participants", grant.participant_id()));
  FillPermissions(caller, role);
  return role;
}

}  // namespace

void GetAccountAccess(Call& call, Shared&, const v1::GetAccountAccessRequest& request,
                      v1::AccountAccess& reply) {
  const std::string_view account = std::string_view(request.name()).substr(0, request.name().rfind('/'));
  const std::string id = OwnAccountId(call, account);
  const auto rows = call.Read(sql::kListHeldRoles, db::Params().Set("account_id", id).Set("now", call.now()));
  reply.set_name("accounts/" + id + "/access");
  for (const db::Row row : rows) *reply.add_roles() = RoleOf(id, row);
}

}  // namespace waymark::access
