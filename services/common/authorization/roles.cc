#include "services/common/authorization/roles.h"

#include <algorithm>

namespace waymark::authorization {
namespace {

using namespace waymark::identity::v1;  // NOLINT: the roles
using namespace waymark::options::v1;   // NOLINT: the permissions

constexpr Right kRights[] = {
    // Keeps the organization, or what lies in a unit; sees no person.
    {ROLE_ADMINISTRATOR, PERMISSION_ACCOUNTS_MANAGE},
    {ROLE_ADMINISTRATOR, PERMISSION_GRANTS_MANAGE},
    {ROLE_ADMINISTRATOR, PERMISSION_ORGANIZATIONS_CREATE},
    {ROLE_ADMINISTRATOR, PERMISSION_STRUCTURE_READ},
    {ROLE_ADMINISTRATOR, PERMISSION_COHORTS_READ},
    {ROLE_ADMINISTRATOR, PERMISSION_STRUCTURE_MANAGE},
    {ROLE_ADMINISTRATOR, PERMISSION_UNITS_MANAGE},
    {ROLE_ADMINISTRATOR, PERMISSION_CURRICULUM_MANAGE},
    {ROLE_ADMINISTRATOR, PERMISSION_COHORTS_MANAGE},
    {ROLE_ADMINISTRATOR, PERMISSION_FIGURES_READ},
    {ROLE_ADMINISTRATOR, PERMISSION_OUTCOMES_READ},
    {ROLE_ADMINISTRATOR, PERMISSION_VERIFY},
    {ROLE_ADMINISTRATOR, PERMISSION_STREAMS_MANAGE},
    {ROLE_ADMINISTRATOR, PERMISSION_WEBHOOKS_MANAGE},
    {ROLE_ADMINISTRATOR, PERMISSION_OPENINGS_READ},
    {ROLE_ADMINISTRATOR, PERMISSION_OPENINGS_CLOSE},

    // People, their training and what comes of it.
    {ROLE_REGISTRAR, PERMISSION_STRUCTURE_READ},
    {ROLE_REGISTRAR, PERMISSION_COHORTS_READ},
    {ROLE_REGISTRAR, PERMISSION_CURRICULUM_MANAGE},
    {ROLE_REGISTRAR, PERMISSION_COHORTS_MANAGE, Rows::kWhole},
    {ROLE_REGISTRAR, PERMISSION_PEOPLE_READ},
    {ROLE_REGISTRAR, PERMISSION_PEOPLE_RECORD},
    {ROLE_REGISTRAR, PERMISSION_PROTECTED_READ},
    {ROLE_REGISTRAR, PERMISSION_OPENINGS_CLOSE},
    {ROLE_REGISTRAR, PERMISSION_TRAINING_READ},
    {ROLE_REGISTRAR, PERMISSION_ENROLMENT_RECORD},
    {ROLE_REGISTRAR, PERMISSION_TRAINING_RECORD},
    {ROLE_REGISTRAR, PERMISSION_MENTORING_READ},
    {ROLE_REGISTRAR, PERMISSION_MENTORING_RECORD},
    {ROLE_REGISTRAR, PERMISSION_CAREER_READ},
    {ROLE_REGISTRAR, PERMISSION_FIGURES_READ},
    {ROLE_REGISTRAR, PERMISSION_OUTCOMES_READ},

    // The own cohorts: roster, attendance, results.
    {ROLE_INSTRUCTOR, PERMISSION_STRUCTURE_READ},
    {ROLE_INSTRUCTOR, PERMISSION_COHORTS_READ, Rows::kOwnCohorts},
    {ROLE_INSTRUCTOR, PERMISSION_PEOPLE_READ, Rows::kOwnCohorts},
    {ROLE_INSTRUCTOR, PERMISSION_PROTECTED_NAMES, Rows::kOwnCohorts},
    {ROLE_INSTRUCTOR, PERMISSION_OPENINGS_CLOSE, Rows::kOwnCohorts},
    {ROLE_INSTRUCTOR, PERMISSION_TRAINING_READ, Rows::kOwnCohorts},
    {ROLE_INSTRUCTOR, PERMISSION_TRAINING_RECORD, Rows::kOwnCohorts},

    // The own mentees.
    {ROLE_MENTOR, PERMISSION_STRUCTURE_READ},
    {ROLE_MENTOR, PERMISSION_COHORTS_READ},
    {ROLE_MENTOR, PERMISSION_PEOPLE_READ, Rows::kOwnMentees},
    {ROLE_MENTOR, PERMISSION_PROTECTED_NAMES, Rows::kOwnMentees},
    {ROLE_MENTOR, PERMISSION_OPENINGS_CLOSE, Rows::kOwnMentees},
    {ROLE_MENTOR, PERMISSION_TRAINING_READ, Rows::kOwnMentees},
    {ROLE_MENTOR, PERMISSION_MENTORING_READ, Rows::kOwnMentees},

    // Careers, eligibility and promotions; who a protected person is only by breaking
    // the glass.
    {ROLE_COMMANDER, PERMISSION_STRUCTURE_READ},
    {ROLE_COMMANDER, PERMISSION_COHORTS_READ},
    {ROLE_COMMANDER, PERMISSION_PEOPLE_READ},
    {ROLE_COMMANDER, PERMISSION_OPENINGS_CLOSE},
    {ROLE_COMMANDER, PERMISSION_TRAINING_READ},
    {ROLE_COMMANDER, PERMISSION_MENTORING_READ},
    {ROLE_COMMANDER, PERMISSION_CAREER_READ},
    {ROLE_COMMANDER, PERMISSION_CAREER_RECORD},
    {ROLE_COMMANDER, PERMISSION_FIGURES_READ},
    {ROLE_COMMANDER, PERMISSION_OUTCOMES_READ},

    // Figures only, never a name or who a person is.
    {ROLE_EVALUATOR, PERMISSION_STRUCTURE_READ},
    {ROLE_EVALUATOR, PERMISSION_COHORTS_READ},
    {ROLE_EVALUATOR, PERMISSION_FIGURES_READ},

    // Who did what; whether what must hold does.
    {ROLE_AUDITOR, PERMISSION_STRUCTURE_READ},
    {ROLE_AUDITOR, PERMISSION_COHORTS_READ},
    {ROLE_AUDITOR, PERMISSION_AUDIT_READ},
    {ROLE_AUDITOR, PERMISSION_VERIFY},
    {ROLE_AUDITOR, PERMISSION_OPENINGS_READ},

    // The own record.
    {ROLE_PARTICIPANT, PERMISSION_STRUCTURE_READ},
    {ROLE_PARTICIPANT, PERMISSION_COHORTS_READ},
    {ROLE_PARTICIPANT, PERMISSION_PEOPLE_READ, Rows::kOwnRecord},
    {ROLE_PARTICIPANT, PERMISSION_PROTECTED_READ, Rows::kOwnRecord},
    {ROLE_PARTICIPANT, PERMISSION_OPENINGS_CLOSE, Rows::kOwnRecord},
    {ROLE_PARTICIPANT, PERMISSION_TRAINING_READ, Rows::kOwnRecord},
    {ROLE_PARTICIPANT, PERMISSION_MENTORING_READ, Rows::kOwnRecord},
    {ROLE_PARTICIPANT, PERMISSION_CAREER_READ, Rows::kOwnRecord},
};

// Whether the grant is one for `organization`.
bool IsFor(const GrantedRole& grant, std::string_view organization) {
  return grant.organization_id() == "*" || grant.organization_id() == organization;
}

const Right* RightOf(Role role, Permission permission) {
  const auto* found = std::find_if(std::begin(kRights), std::end(kRights), [&](const Right& right) {
    return right.role == role && right.permission == permission;
  });
  return found == std::end(kRights) ? nullptr : found;
}

// Whether it is about records of persons, each of whom belongs to a unit.
bool IsAboutPersons(Permission permission) {
  switch (permission) {
    case PERMISSION_PEOPLE_READ:
    case PERMISSION_PEOPLE_RECORD:
    case PERMISSION_TRAINING_READ:
    case PERMISSION_ENROLMENT_RECORD:
    case PERMISSION_TRAINING_RECORD:
    case PERMISSION_CAREER_READ:
    case PERMISSION_CAREER_RECORD:
    case PERMISSION_PROTECTED_READ:
    case PERMISSION_PROTECTED_NAMES:
    case PERMISSION_OPENINGS_READ:
    case PERMISSION_OPENINGS_CLOSE:
    case PERMISSION_MENTORING_READ:
    case PERMISSION_MENTORING_RECORD:
      return true;
    default:
      return false;
  }
}

// What everybody with a role in the organization or in a part of it may see.
bool IsStructure(Permission permission) {
  return permission == PERMISSION_STRUCTURE_READ || permission == PERMISSION_COHORTS_READ;
}

// Adds what a grant of the account gives to the reach. Of a grant for a unit, what belongs to no unit is not
// given: it could not be told apart from the rest of the organization. But its structure everybody may see.
void Extend(const std::string& account_id, const GrantedRole& grant, Permission permission, Reach& reach) {
  const Right* right = RightOf(grant.role(), permission);
  if (right == nullptr) return;
  switch (right->rows) {
    case Rows::kGranted:
      if (grant.unit_id().empty() || IsStructure(permission)) {
        reach.whole = true;
      } else if (IsAboutPersons(permission) || IsAboutUnits(permission)) {
        reach.units.push_back(grant.unit_id());
      }
      return;
    case Rows::kWhole:
      if (grant.unit_id().empty()) reach.whole = true;
      return;
    case Rows::kOwnRecord:
      if (!grant.participant_id().empty()) reach.persons.push_back(grant.participant_id());
      return;
    case Rows::kOwnCohorts:
      return reach.taught.Add(account_id, grant.unit_id());
    case Rows::kOwnMentees:
      return reach.mentored.Add(account_id, grant.unit_id());
  }
}

Error Unknown() {
  return Error(Code::kUnauthenticated, "CALLER_UNKNOWN", "sign in, or send the token of an account");
}

// `STRUCTURE_MANAGE`
std::string NameOf(Permission permission) {
  return Permission_Name(permission).substr(std::string_view("PERMISSION_").size());
}

}  // namespace

std::span<const Right> Rights() { return kRights; }

bool IsAboutUnits(Permission permission) {
  return permission == PERMISSION_UNITS_MANAGE || permission == PERMISSION_COHORTS_MANAGE ||
         permission == PERMISSION_GRANTS_MANAGE;
}

Permission PermissionOf(const google::protobuf::MethodDescriptor& method) {
  return method.options().GetExtension(waymark::options::v1::permission);
}

Reach ReachOf(const CallerContext& caller, Permission permission, std::string_view organization) {
  Reach reach{.whole = false};
  for (const GrantedRole& grant : caller.grants()) {
    if (IsFor(grant, organization)) Extend(caller.account_id(), grant, permission, reach);
  }
  return reach;
}

Reach Authorize(const CallerContext& caller, Permission permission, std::string_view organization) {
  if (permission == PERMISSION_PUBLIC) return {};
  if (caller.organization_id() != "*" && caller.organization_id() != organization) throw Unknown();
  // Another service asks on behalf of a caller whom it has let in.
  if (permission == PERMISSION_INTERNAL) return {};
  if (caller.account_id().empty()) throw Unknown();
  if (permission == PERMISSION_OWN_ACCOUNT || permission == PERMISSION_ORGANIZATIONS_LIST) return {};
  // Of an organization that is not there yet, nobody has a role.
  if (permission == PERMISSION_ORGANIZATIONS_CREATE) organization = "*";
  Reach reach = ReachOf(caller, permission, organization);
  if (!reach.empty()) return reach;
  const bool inside = organization == "*" ||
                      std::any_of(caller.grants().begin(), caller.grants().end(),
                                  [&](const GrantedRole& grant) { return IsFor(grant, organization); });
  if (!inside) throw NotFound("organizations/" + std::string(organization));
  throw Denied(permission);
}

Error Denied(Permission permission) {
  return Error(Code::kPermissionDenied, "PERMISSION_DENIED",
               "none of the roles of this account permits that: it needs " + NameOf(permission))
      .WithMetadata("permission", NameOf(permission));
}

bool IsByRoleInAll(const CallerContext& caller, std::string_view organization) {
  const auto has = [&](std::string_view wanted) {
    return std::any_of(caller.grants().begin(), caller.grants().end(),
                       [&](const GrantedRole& grant) { return grant.organization_id() == wanted; });
  };
  return organization != "*" && has("*") && !has(organization);
}

std::optional<std::vector<std::string>> OrganizationsOf(const CallerContext& caller) {
  std::vector<std::string> organizations;
  for (const GrantedRole& grant : caller.grants()) {
    if (grant.organization_id() == "*") return std::nullopt;
    organizations.push_back(grant.organization_id());
  }
  return organizations;
}

}  // namespace waymark::authorization
