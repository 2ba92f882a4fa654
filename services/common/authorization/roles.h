#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "services/common/authorization/reach.h"
#include "services/common/status/error.h"
#include "waymark/identity/v1/identity.pb.h"
#include "waymark/options/v1/options.pb.h"

namespace waymark::authorization {

using waymark::identity::v1::CallerContext;
using waymark::identity::v1::Role;
using waymark::options::v1::Permission;

// Whose records a right is about.
enum class Rows {
  kGranted,     // those of the organization, or of the unit's subtree where the grant names one
  kWhole,       // those of the organization, where the grant names no unit
  kOwnCohorts,  // those of cohorts that the account teaches
  kOwnMentees,  // those of persons whom the account accompanies
  kOwnRecord,   // those of the person that the account belongs to
};

// One line of the table of rights.
struct Right {
  Role role;
  Permission permission;
  Rows rows = Rows::kGranted;
};

// The table: what each role may do. What is not in it, nobody may.
std::span<const Right> Rights();

// Whether it is about keeping what lies in units and is no person's: units, posts, cohorts, grants. What is
// kept refers to no unit outside the caller's reach.
bool IsAboutUnits(Permission permission);

// What a method needs, as its proto states it.
Permission PermissionOf(const google::protobuf::MethodDescriptor& method);

// For whose records of `organization` the caller's roles give `permission`: empty
// when none does. For what is decided beside the permission that a call needs.
Reach ReachOf(const CallerContext& caller, Permission permission, std::string_view organization);

// The one decision: whether this caller may call a method that needs
// `permission`, about `organization` (a slug, or `*`). Throws
//   UNAUTHENTICATED / CALLER_UNKNOWN  when nobody has signed in,
//   NOT_FOUND                         when the caller has no role there: whether
//                                     there is such an organization stays unknown,
//   PERMISSION_DENIED                 when none of the roles gives the permission.
// Answers for whose records the caller has it.
Reach Authorize(const CallerContext& caller, Permission permission, std::string_view organization);

// PERMISSION_DENIED, which says that it needs this one.
Error Denied(Permission permission);

// Whether the caller's roles in `organization` are those in all organizations: of others it is known that
// there is that one.
bool IsByRoleInAll(const CallerContext& caller, std::string_view organization);

// The organizations in which the caller has a role; nullopt = all of them.
std::optional<std::vector<std::string>> OrganizationsOf(const CallerContext& caller);

}  // namespace waymark::authorization
