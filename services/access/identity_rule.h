#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "services/common/base/clock.h"
#include "waymark/identity/v1/identity.pb.h"

// What a credential may be used for at an instant, and how long that is known.
namespace waymark::access {

// An Identity is asked for anew after such a time at the latest.
constexpr std::chrono::seconds kIdentityLongest{60};

// A grant of the account, past, present or future.
struct HeldGrant {
  waymark::identity::v1::GrantedRole role;
  TimePoint start{};
  std::optional<TimePoint> end;
};

// What a token is limited to.
struct TokenLimits {
  std::set<int> roles;       // empty = all
  std::string organization;  // a slug; empty = all
};

// The grants that hold at `now`, as far as the limits let them: a grant for every
// organization becomes one for that which the token is limited to.
std::vector<waymark::identity::v1::GrantedRole> UsableGrants(const std::vector<HeldGrant>& grants,
                                                             const TokenLimits& limits, TimePoint now);

// Until when an Identity holds: the end of its credential, the next start or end
// of a grant, or a minute, whichever comes first.
TimePoint ValidUntil(TimePoint credential_end, const std::vector<HeldGrant>& grants, TimePoint now);

}  // namespace waymark::access
