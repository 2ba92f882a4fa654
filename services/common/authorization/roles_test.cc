#include "services/common/authorization/roles.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>

#include "services/common/status/error.h"

namespace waymark::authorization {
namespace {

using namespace waymark::identity::v1;  // NOLINT: the roles
using namespace waymark::options::v1;   // NOLINT: the permissions

CallerContext Account(const std::string& organization = "asp") {
  CallerContext caller;
  caller.set_account_id("00000000-0000-7000-8000-000000000001");
  caller.set_organization_id(organization);
  return caller;
}

CallerContext With(Role role, const std::string& organization = "asp", const std::string& unit = "") {
  CallerContext caller = Account(organization);
  auto* grant = caller.add_grants();
  grant->set_role(role);
  grant->set_organization_id(organization);
  grant->set_unit_id(unit);
  return caller;
}

// `OK`, or the reason of the refusal.
std::string Outcome(const CallerContext& caller, Permission permission,
                    std::string_view organization = "asp") {
  try {
    Authorize(caller, permission, organization);
    return "OK";
  } catch (const Error& error) {
    return error.reason();
  }
}

TEST(Rights, NameEachRightOnce) {
  std::set<std::pair<int, int>> seen;
  for (const Right& right : Rights()) {
    EXPECT_TRUE(seen.emplace(right.role, right.permission).second)
        << Role_Name(right.role) << " " << Permission_Name(right.permission);
  }
}

TEST(Rights, GiveEachPermissionThatNeedsARoleToSomebody) {
  std::set<int> given;
  for (const Right& right : Rights()) given.insert(right.permission);
  for (int value = PERMISSION_ACCOUNTS_MANAGE; value <= Permission_MAX; ++value) {
    if (!Permission_IsValid(value) || value == PERMISSION_ORGANIZATIONS_LIST)
      continue;  // every account has that
    // What programs may in their own name no account may.
    EXPECT_EQ(given.contains(value), value != PERMISSION_PROGRAM)
        << Permission_Name(static_cast<Permission>(value));
  }
}

TEST(Rights, KeepNamesFromEvaluatorsAuditorsAndAdministrators) {
  for (const Role role : {ROLE_EVALUATOR, ROLE_AUDITOR, ROLE_ADMINISTRATOR}) {
    for (const Permission permission :
         {PERMISSION_PEOPLE_READ, PERMISSION_TRAINING_READ, PERMISSION_CAREER_READ, PERMISSION_PROTECTED_READ,
          PERMISSION_PROTECTED_NAMES}) {
      EXPECT_EQ(Outcome(With(role), permission), "PERMISSION_DENIED") << Role_Name(role);
    }
  }
}

// Who has `first` for some rows has `second` for the same.
void ExpectImplies(Permission first, Permission second) {
  for (const Right& right : Rights()) {
    if (right.permission != first) continue;
    EXPECT_TRUE(std::any_of(Rights().begin(), Rights().end(),
                            [&](const Right& other) {
                              return other.role == right.role && other.permission == second &&
                                     other.rows == right.rows;
                            }))
        << Role_Name(right.role) << " has " << Permission_Name(first) << " without "
        << Permission_Name(second);
  }
}

// So no record that is changed was read in part, and what was opened can be closed.
TEST(Rights, OpenToWhoMayRecordPersonsTheirWholeRecord) {
  ExpectImplies(PERMISSION_PEOPLE_RECORD, PERMISSION_PEOPLE_READ);
  ExpectImplies(PERMISSION_PEOPLE_RECORD, PERMISSION_PROTECTED_READ);
  ExpectImplies(PERMISSION_ENROLMENT_RECORD, PERMISSION_PROTECTED_READ);
  ExpectImplies(PERMISSION_PROTECTED_READ, PERMISSION_PEOPLE_READ);
  ExpectImplies(PERMISSION_PROTECTED_NAMES, PERMISSION_PEOPLE_READ);
  ExpectImplies(PERMISSION_PEOPLE_READ, PERMISSION_OPENINGS_CLOSE);
}

TEST(Rights, KeepProtectedPersonsFromCommanders) {
  EXPECT_EQ(Outcome(With(ROLE_COMMANDER), PERMISSION_PROTECTED_READ), "PERMISSION_DENIED");
  EXPECT_EQ(Outcome(With(ROLE_COMMANDER), PERMISSION_PROTECTED_NAMES), "PERMISSION_DENIED");
}

TEST(ReachOf, IsThatOfThePermissionNotOfTheCall) {
  auto caller = With(ROLE_COMMANDER, "asp");
  *caller.add_grants() = With(ROLE_REGISTRAR, "asp", "u1").grants(0);
  *caller.add_grants() = With(ROLE_REGISTRAR, "ou").grants(0);
  EXPECT_TRUE(ReachOf(caller, PERMISSION_PEOPLE_READ, "asp").whole);
  const Reach opened = ReachOf(caller, PERMISSION_PROTECTED_READ, "asp");
  EXPECT_FALSE(opened.whole);
  EXPECT_THAT(opened.units, ::testing::ElementsAre("u1"));
  EXPECT_TRUE(ReachOf(caller, PERMISSION_GRANTS_MANAGE, "asp").empty());
}

TEST(Authorize, GoesByTheTable) {
  for (const Right& right : Rights()) {
    if (right.rows != Rows::kGranted && right.rows != Rows::kWhole) continue;
    EXPECT_EQ(Outcome(With(right.role, "*"), right.permission), "OK")
        << Role_Name(right.role) << " " << Permission_Name(right.permission);
  }
  EXPECT_EQ(Outcome(With(ROLE_EVALUATOR), PERMISSION_PEOPLE_RECORD), "PERMISSION_DENIED");
  EXPECT_EQ(Outcome(With(ROLE_UNSPECIFIED), PERMISSION_STRUCTURE_READ), "PERMISSION_DENIED");
}

TEST(Authorize, GivesNothingThatIsNotInTheTable) {
  for (int role = Role_MIN; role <= Role_MAX; ++role) {
    EXPECT_EQ(Outcome(With(static_cast<Role>(role)), PERMISSION_UNSPECIFIED), "PERMISSION_DENIED");
  }
}

TEST(Authorize, HidesOrganizationsWhereTheCallerHasNoRole) {
  auto caller = With(ROLE_ADMINISTRATOR);
  caller.set_organization_id("ou");
  EXPECT_EQ(Outcome(caller, PERMISSION_STRUCTURE_READ, "ou"), "RESOURCE_NOT_FOUND");
  EXPECT_EQ(Outcome(Account("ou"), PERMISSION_STRUCTURE_READ, "ou"), "RESOURCE_NOT_FOUND");
}

TEST(Authorize, TakesAContextForItsOrganizationOnly) {
  EXPECT_EQ(Outcome(With(ROLE_ADMINISTRATOR, "asp"), PERMISSION_STRUCTURE_READ, "ou"), "CALLER_UNKNOWN");
  EXPECT_EQ(Outcome(With(ROLE_ADMINISTRATOR, "*"), PERMISSION_STRUCTURE_READ, "ou"), "OK");
}

TEST(Authorize, TakesARoleInOneOrganizationForNoneInAll) {
  auto caller = With(ROLE_ADMINISTRATOR, "asp");
  caller.set_organization_id("*");
  EXPECT_EQ(Outcome(caller, PERMISSION_ACCOUNTS_MANAGE, "*"), "PERMISSION_DENIED");
  EXPECT_EQ(Outcome(With(ROLE_ADMINISTRATOR, "*"), PERMISSION_ACCOUNTS_MANAGE, "*"), "OK");
}

TEST(Authorize, LetsThoseFoundOrganizationsWhoHaveARoleInAll) {
  EXPECT_EQ(Outcome(With(ROLE_ADMINISTRATOR, "*"), PERMISSION_ORGANIZATIONS_CREATE, "new"), "OK");
  auto caller = With(ROLE_ADMINISTRATOR, "asp");
  EXPECT_EQ(Outcome(caller, PERMISSION_ORGANIZATIONS_CREATE, "asp"), "PERMISSION_DENIED");
  caller.set_organization_id("new");
  EXPECT_EQ(Outcome(caller, PERMISSION_ORGANIZATIONS_CREATE, "new"), "PERMISSION_DENIED");
}

TEST(Authorize, AsksForAnAccountWhereNoRoleIsNeeded) {
  for (const Permission permission : {PERMISSION_OWN_ACCOUNT, PERMISSION_ORGANIZATIONS_LIST}) {
    EXPECT_EQ(Outcome(Account("*"), permission, "*"), "OK");
    CallerContext nobody;
    nobody.set_organization_id("*");
    EXPECT_EQ(Outcome(nobody, permission, "*"), "CALLER_UNKNOWN");
  }
}

TEST(Authorize, LetsAnybodyDoWhatIsPublic) {
  CallerContext nobody;
  nobody.set_organization_id("*");
  EXPECT_EQ(Outcome(nobody, PERMISSION_PUBLIC, "*"), "OK");
  EXPECT_EQ(Outcome(nobody, PERMISSION_STRUCTURE_READ, "asp"), "CALLER_UNKNOWN");
}

TEST(Authorize, ReachesAllWithAGrantOfTheOrganization) {
  for (const std::string organization : {"asp", "*"}) {
    EXPECT_TRUE(Authorize(With(ROLE_REGISTRAR, organization), PERMISSION_PEOPLE_READ, "asp").whole);
  }
}

TEST(Authorize, ReachesTheUnitsOfItsGrants) {
  auto caller = With(ROLE_REGISTRAR, "asp", "u1");
  *caller.add_grants() = With(ROLE_COMMANDER, "asp", "u2").grants(0);
  *caller.add_grants() = With(ROLE_EVALUATOR, "asp").grants(0);
  *caller.add_grants() = With(ROLE_REGISTRAR, "ou").grants(0);
  const Reach read = Authorize(caller, PERMISSION_PEOPLE_READ, "asp");
  EXPECT_FALSE(read.whole);
  EXPECT_THAT(read.units, ::testing::ElementsAre("u1", "u2"));
  // Only the registrar records.
  EXPECT_THAT(Authorize(caller, PERMISSION_PEOPLE_RECORD, "asp").units, ::testing::ElementsAre("u1"));
  EXPECT_THAT(Authorize(caller, PERMISSION_CAREER_RECORD, "asp").units, ::testing::ElementsAre("u2"));
}

TEST(Authorize, ReachesOfAUnitWhatIsAboutPersonsAndTheStructure) {
  for (const Permission permission : {PERMISSION_STRUCTURE_READ, PERMISSION_COHORTS_READ})
    EXPECT_TRUE(Authorize(With(ROLE_REGISTRAR, "asp", "u1"), permission, "asp").whole);
  EXPECT_EQ(Outcome(With(ROLE_REGISTRAR, "asp", "u1"), PERMISSION_CURRICULUM_MANAGE), "PERMISSION_DENIED");
  EXPECT_EQ(Outcome(With(ROLE_COMMANDER, "asp", "u1"), PERMISSION_FIGURES_READ), "PERMISSION_DENIED");
}

TEST(Authorize, ReachesOfAUnitWhatItsAdministratorKeeps) {
  const auto caller = With(ROLE_ADMINISTRATOR, "asp", "u1");
  for (const Permission permission :
       {PERMISSION_UNITS_MANAGE, PERMISSION_COHORTS_MANAGE, PERMISSION_GRANTS_MANAGE}) {
    const Reach reach = Authorize(caller, permission, "asp");
    EXPECT_FALSE(reach.whole);
    EXPECT_THAT(reach.units, ::testing::ElementsAre("u1"));
  }
  for (const Permission permission :
       {PERMISSION_STRUCTURE_MANAGE, PERMISSION_CURRICULUM_MANAGE, PERMISSION_ACCOUNTS_MANAGE,
        PERMISSION_ORGANIZATIONS_CREATE, PERMISSION_VERIFY, PERMISSION_FIGURES_READ})
    EXPECT_EQ(Outcome(caller, permission), "PERMISSION_DENIED") << Permission_Name(permission);
}

TEST(Authorize, ReachesOnlyTheWholeWhereTheTableSaysSo) {
  EXPECT_TRUE(Authorize(With(ROLE_REGISTRAR), PERMISSION_COHORTS_MANAGE, "asp").whole);
  EXPECT_EQ(Outcome(With(ROLE_REGISTRAR, "asp", "u1"), PERMISSION_COHORTS_MANAGE), "PERMISSION_DENIED");
}

TEST(Authorize, ReachesWhatTheAccountTeaches) {
  const auto caller = With(ROLE_INSTRUCTOR);
  for (const Permission permission : {PERMISSION_COHORTS_READ, PERMISSION_PEOPLE_READ,
                                      PERMISSION_TRAINING_READ, PERMISSION_TRAINING_RECORD}) {
    const Reach reach = Authorize(caller, permission, "asp");
    EXPECT_FALSE(reach.whole);
    EXPECT_EQ(reach.taught.account, caller.account_id());
    EXPECT_EQ(reach.taught.units, std::nullopt);
    EXPECT_THAT(reach.units, ::testing::IsEmpty());
    EXPECT_THAT(reach.persons, ::testing::IsEmpty());
  }
  EXPECT_EQ(Authorize(With(ROLE_INSTRUCTOR, "asp", "u1"), PERMISSION_COHORTS_READ, "asp").taught.units,
            std::vector<std::string>{"u1"});
  EXPECT_EQ(Outcome(caller, PERMISSION_ENROLMENT_RECORD), "PERMISSION_DENIED");
}

TEST(Authorize, ReachesWhomTheAccountAccompanies) {
  const auto caller = With(ROLE_MENTOR);
  for (const Permission permission : {PERMISSION_PEOPLE_READ, PERMISSION_PROTECTED_NAMES,
                                      PERMISSION_TRAINING_READ, PERMISSION_MENTORING_READ}) {
    const Reach reach = Authorize(caller, permission, "asp");
    EXPECT_FALSE(reach.whole);
    EXPECT_EQ(reach.mentored.account, caller.account_id());
    EXPECT_EQ(reach.mentored.units, std::nullopt);
    EXPECT_EQ(reach.taught.account, "");
    EXPECT_THAT(reach.units, ::testing::IsEmpty());
    EXPECT_THAT(reach.persons, ::testing::IsEmpty());
  }
  EXPECT_EQ(Authorize(With(ROLE_MENTOR, "asp", "u1"), PERMISSION_PEOPLE_READ, "asp").mentored.units,
            std::vector<std::string>{"u1"});
  for (const Permission permission : {PERMISSION_MENTORING_RECORD, PERMISSION_CAREER_READ})
    EXPECT_EQ(Outcome(caller, permission), "PERMISSION_DENIED");
}

TEST(Authorize, ReachesTheOwnRecord) {
  auto caller = With(ROLE_PARTICIPANT);
  EXPECT_EQ(Outcome(caller, PERMISSION_PEOPLE_READ), "PERMISSION_DENIED");
  caller.mutable_grants(0)->set_participant_id("p1");
  const Reach reach = Authorize(caller, PERMISSION_PEOPLE_READ, "asp");
  EXPECT_FALSE(reach.whole);
  EXPECT_THAT(reach.units, ::testing::IsEmpty());
  EXPECT_THAT(reach.persons, ::testing::ElementsAre("p1"));
}

TEST(OrganizationsOf, AreThoseOfTheGrants) {
  auto caller = With(ROLE_EVALUATOR, "asp");
  caller.add_grants()->set_organization_id("ou");
  EXPECT_EQ(OrganizationsOf(caller), (std::vector<std::string>{"asp", "ou"}));
  EXPECT_EQ(OrganizationsOf(Account()), std::vector<std::string>());
  caller.add_grants()->set_organization_id("*");
  EXPECT_EQ(OrganizationsOf(caller), std::nullopt);
}

TEST(IsByRoleInAll, UnlessAGrantNamesTheOrganization) {
  EXPECT_TRUE(IsByRoleInAll(With(ROLE_EVALUATOR, "*"), "asp"));
  EXPECT_FALSE(IsByRoleInAll(With(ROLE_EVALUATOR, "*"), "*"));
  EXPECT_FALSE(IsByRoleInAll(With(ROLE_EVALUATOR, "asp"), "asp"));
  EXPECT_FALSE(IsByRoleInAll(Account(), "asp"));
  auto both = With(ROLE_EVALUATOR, "*");
  both.add_grants()->set_organization_id("asp");
  EXPECT_FALSE(IsByRoleInAll(both, "asp"));
}

TEST(Authorize, SaysWhatIsNeeded) {
  try {
    Authorize(With(ROLE_EVALUATOR), PERMISSION_PEOPLE_READ, "asp");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), Code::kPermissionDenied);
    EXPECT_EQ(error.metadata().at("permission"), "PEOPLE_READ");
  }
}

}  // namespace
}  // namespace waymark::authorization
