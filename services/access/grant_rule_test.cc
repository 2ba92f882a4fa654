#include "services/access/grant_rule.h"

#include <gmock/gmock.h>

#include "services/access/api_tokens.h"
#include "services/access/times.h"

namespace waymark::access {
namespace {

using namespace waymark::identity::v1;  // NOLINT: the roles
using std::chrono::days;
using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const TimePoint kNow{std::chrono::hours(500'000)};

std::vector<std::string> FieldsOf(const std::vector<FieldViolation>& violations) {
  std::vector<std::string> fields;
  for (const auto& violation : violations) fields.push_back(violation.field);
  return fields;
}

std::vector<std::string> Wrong(const v1::Grant& grant, bool everywhere = false) {
  return FieldsOf(WrongWithGrant(grant, everywhere, kNow));
}

v1::Grant Granted(Role role, const std::string& unit = "", const std::string& participant = "") {
  v1::Grant grant;
  grant.set_role(role);
  grant.set_unit(unit);
  grant.set_participant(participant);
  *grant.mutable_start_time() = StampOf(kNow);
  return grant;
}

TEST(GrantRuleTest, AParticipantIsSomebodyAndOthersAreNot) {
  for (const Role role : {ROLE_ADMINISTRATOR, ROLE_REGISTRAR, ROLE_INSTRUCTOR, ROLE_MENTOR, ROLE_COMMANDER,
                          ROLE_EVALUATOR, ROLE_AUDITOR}) {
    EXPECT_THAT(Wrong(Granted(role)), IsEmpty());
    EXPECT_THAT(Wrong(Granted(role, "unit")), IsEmpty());
    EXPECT_THAT(Wrong(Granted(role, "", "person")), ElementsAre("grant.participant"));
  }
  EXPECT_THAT(Wrong(Granted(ROLE_PARTICIPANT, "", "person")), IsEmpty());
  EXPECT_THAT(Wrong(Granted(ROLE_PARTICIPANT)), ElementsAre("grant.participant"));
  EXPECT_THAT(Wrong(Granted(ROLE_PARTICIPANT, "unit", "person")), ElementsAre("grant.unit"));
}

TEST(GrantRuleTest, WhatIsOfOneOrganizationIsNotGrantedInAll) {
  EXPECT_THAT(Wrong(Granted(ROLE_REGISTRAR), true), IsEmpty());
  EXPECT_THAT(Wrong(Granted(ROLE_REGISTRAR, "unit"), true), ElementsAre("grant.unit"));
  EXPECT_THAT(Wrong(Granted(ROLE_PARTICIPANT, "", "person"), true), ElementsAre("grant.role"));
}

TEST(GrantRuleTest, AGrantEndsAfterItBeginsAndNotInThePast) {
  const auto ending = [](seconds start, seconds end) {
    auto grant = Granted(ROLE_REGISTRAR);
    *grant.mutable_start_time() = StampOf(kNow + start);
    *grant.mutable_end_time() = StampOf(kNow + end);
    return Wrong(grant);
  };
  EXPECT_THAT(ending(seconds(0), seconds(1)), IsEmpty());
  EXPECT_THAT(ending(seconds(-9), seconds(1)), IsEmpty());
  EXPECT_THAT(ending(seconds(0), seconds(0)), ElementsAre("grant.end_time"));
  EXPECT_THAT(ending(seconds(-9), seconds(-1)), ElementsAre("grant.end_time"));
  EXPECT_THAT(ending(seconds(9), seconds(9)), ElementsAre("grant.end_time"));
  EXPECT_THAT(ending(seconds(9), seconds(10)), IsEmpty());
}

TEST(ApiTokenRuleTest, ATokenEndsWithin400Days) {
  const auto ending = [](seconds end) {
    v1::ApiToken token;
    *token.mutable_expire_time() = StampOf(kNow + end);
    return FieldsOf(WrongWithToken(token, kNow));
  };
  EXPECT_THAT(ending(seconds(1)), IsEmpty());
  EXPECT_THAT(ending(days(400)), IsEmpty());
  EXPECT_THAT(ending(seconds(0)), ElementsAre("api_token.expire_time"));
  EXPECT_THAT(ending(days(-1)), ElementsAre("api_token.expire_time"));
  EXPECT_THAT(ending(days(400) + seconds(1)), ElementsAre("api_token.expire_time"));
}

TEST(ApiTokenRuleTest, ItsRolesAreRolesAndNamedOnce) {
  v1::ApiToken token;
  *token.mutable_expire_time() = StampOf(kNow + days(1));
  for (const Role role : {ROLE_REGISTRAR, ROLE_AUDITOR}) token.add_roles(role);
  EXPECT_THAT(FieldsOf(WrongWithToken(token, kNow)), IsEmpty());
  token.add_roles(ROLE_AUDITOR);
  EXPECT_THAT(FieldsOf(WrongWithToken(token, kNow)), ElementsAre("api_token.roles"));
  token.set_roles(2, ROLE_UNSPECIFIED);
  EXPECT_THAT(FieldsOf(WrongWithToken(token, kNow)), ElementsAre("api_token.roles"));
}

}  // namespace
}  // namespace waymark::access
