#include "services/access/identity_rule.h"

#include <algorithm>

namespace waymark::access {

using waymark::identity::v1::GrantedRole;

std::vector<GrantedRole> UsableGrants(const std::vector<HeldGrant>& grants, const TokenLimits& limits,
                                      TimePoint now) {
  std::vector<GrantedRole> usable;
  for (const HeldGrant& grant : grants) {
    const bool holds = grant.start <= now && (!grant.end || *grant.end > now);
    const bool everywhere = grant.role.organization_id() == "*";
    const bool inside =
        limits.organization.empty() || everywhere || grant.role.organization_id() == limits.organization;
    const bool role = limits.roles.empty() || limits.roles.contains(grant.role.role());
    if (!holds || !inside || !role) continue;
    GrantedRole& out = usable.emplace_back(grant.role);
    if (!limits.organization.empty()) out.set_organization_id(limits.organization);
  }
  return usable;
}

TimePoint ValidUntil(TimePoint credential_end, const std::vector<HeldGrant>& grants, TimePoint now) {
  TimePoint until = std::min<TimePoint>(credential_end, now + kIdentityLongest);
  for (const HeldGrant& grant : grants) {
    if (grant.start > now) until = std::min(until, grant.start);
    if (grant.end && *grant.end > now) until = std::min(until, *grant.end);
  }
  return until;
}

}  // namespace waymark::access
