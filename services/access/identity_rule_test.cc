#include "services/access/identity_rule.h"

#include <gmock/gmock.h>

#include "services/access/session_rule.h"

namespace waymark::access {
namespace {

using namespace waymark::identity::v1;  // NOLINT: the roles
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const TimePoint kNow{hours(500'000)};

HeldGrant Held(Role role, const std::string& organization, seconds start = seconds(-10),
               std::optional<seconds> end = {}) {
  HeldGrant grant;
  grant.role.set_role(role);
  grant.role.set_organization_id(organization);
  grant.start = kNow + start;
  if (end) grant.end = kNow + *end;
  return grant;
}

// `REGISTRAR@asp`
std::vector<std::string> Usable(const std::vector<HeldGrant>& grants, const TokenLimits& limits = {}) {
  std::vector<std::string> out;
  for (const auto& grant : UsableGrants(grants, limits, kNow))
    out.push_back(Role_Name(grant.role()).substr(5) + "@" + grant.organization_id());
  return out;
}

TEST(IdentityRuleTest, AGrantHoldsFromItsStartToItsEnd) {
  EXPECT_THAT(Usable({Held(ROLE_REGISTRAR, "asp")}), ElementsAre("REGISTRAR@asp"));
  EXPECT_THAT(Usable({Held(ROLE_REGISTRAR, "asp", seconds(0))}), ElementsAre("REGISTRAR@asp"));
  EXPECT_THAT(Usable({Held(ROLE_REGISTRAR, "asp", seconds(1))}), IsEmpty());
  EXPECT_THAT(Usable({Held(ROLE_REGISTRAR, "asp", seconds(-10), seconds(1))}), ElementsAre("REGISTRAR@asp"));
  EXPECT_THAT(Usable({Held(ROLE_REGISTRAR, "asp", seconds(-10), seconds(0))}), IsEmpty());
  EXPECT_THAT(Usable({Held(ROLE_REGISTRAR, "asp", seconds(5), seconds(0))}), IsEmpty())
      << "ended before it began";
}

TEST(IdentityRuleTest, ATokenMayUseTheRolesItNames) {
  const std::vector grants = {Held(ROLE_REGISTRAR, "asp"), Held(ROLE_EVALUATOR, "asp"),
                              Held(ROLE_AUDITOR, "*")};
  EXPECT_THAT(Usable(grants), ElementsAre("REGISTRAR@asp", "EVALUATOR@asp", "AUDITOR@*"));
  EXPECT_THAT(Usable(grants, {.roles = {ROLE_EVALUATOR}, .organization = ""}), ElementsAre("EVALUATOR@asp"));
  EXPECT_THAT(Usable(grants, {.roles = {ROLE_EVALUATOR, ROLE_AUDITOR}, .organization = ""}),
              ElementsAre("EVALUATOR@asp", "AUDITOR@*"));
  EXPECT_THAT(Usable(grants, {.roles = {ROLE_COMMANDER}, .organization = ""}), IsEmpty()) << "and no other";
}

TEST(IdentityRuleTest, ATokenOfOneOrganizationReachesNoOther) {
  const std::vector grants = {Held(ROLE_REGISTRAR, "asp"), Held(ROLE_REGISTRAR, "bsp"),
                              Held(ROLE_AUDITOR, "*")};
  EXPECT_THAT(Usable(grants, {.roles = {}, .organization = "asp"}),
              ElementsAre("REGISTRAR@asp", "AUDITOR@asp"));
  EXPECT_THAT(Usable(grants, {.roles = {ROLE_REGISTRAR}, .organization = "csp"}), IsEmpty());
  EXPECT_THAT(Usable(grants, {.roles = {ROLE_AUDITOR}, .organization = "csp"}), ElementsAre("AUDITOR@csp"));
}

TEST(IdentityRuleTest, UnitAndParticipantStay) {
  auto grant = Held(ROLE_PARTICIPANT, "asp");
  grant.role.set_unit_id("u");
  grant.role.set_participant_id("p");
  const auto usable = UsableGrants({grant}, {.roles = {}, .organization = "asp"}, kNow);
  ASSERT_EQ(usable.size(), 1u);
  EXPECT_EQ(usable[0].unit_id(), "u");
  EXPECT_EQ(usable[0].participant_id(), "p");
}

TEST(IdentityRuleTest, HoldsForAMinuteAtMost) {
  EXPECT_EQ(ValidUntil(kNow + hours(1), {}, kNow), kNow + seconds(60));
  EXPECT_EQ(ValidUntil(kNow + seconds(7), {}, kNow), kNow + seconds(7));
}

TEST(IdentityRuleTest, HoldsUntilTheNextStartOrEndOfAGrant) {
  const auto until = [](const HeldGrant& grant) { return ValidUntil(kNow + hours(1), {grant}, kNow); };
  EXPECT_EQ(until(Held(ROLE_REGISTRAR, "asp", seconds(5))), kNow + seconds(5));
  EXPECT_EQ(until(Held(ROLE_REGISTRAR, "asp", seconds(-5), seconds(6))), kNow + seconds(6));
  EXPECT_EQ(until(Held(ROLE_REGISTRAR, "asp", seconds(-5), seconds(600))), kNow + seconds(60));
  EXPECT_EQ(until(Held(ROLE_REGISTRAR, "asp", seconds(-5), seconds(-1))), kNow + seconds(60)) << "it is past";
  EXPECT_EQ(until(Held(ROLE_REGISTRAR, "asp", seconds(0))), kNow + seconds(60)) << "it has begun";
  EXPECT_EQ(ValidUntil(kNow + seconds(3), {Held(ROLE_REGISTRAR, "asp", seconds(5))}, kNow),
            kNow + seconds(3));
}

TEST(SessionRuleTest, EndsAfterHalfAnHourUnusedAndAfterTwelveHoursInAnyCase) {
  const TimePoint expire = kNow + kSessionLongest;
  EXPECT_EQ(SessionEnd(kNow, expire), kNow + minutes(30));
  EXPECT_EQ(SessionEnd(expire - minutes(31), expire), expire - minutes(1));
  EXPECT_EQ(SessionEnd(expire - minutes(1), expire), expire);
  EXPECT_EQ(kSessionLongest, hours(12));
}

TEST(SessionRuleTest, AUseIsNotedOnceAMinute) {
  EXPECT_FALSE(NoteUse(kNow, kNow));
  EXPECT_FALSE(NoteUse(kNow, kNow + seconds(59)));
  EXPECT_TRUE(NoteUse(kNow, kNow + seconds(60)));
}

}  // namespace
}  // namespace waymark::access
