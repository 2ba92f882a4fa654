#include "services/webhooks/webhook_types.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/common/events/feed.h"

namespace waymark::webhooks {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> WrongOf(std::vector<std::string> types) {
  google::protobuf::RepeatedPtrField<std::string> named(types.begin(), types.end());
  std::vector<std::string> fields;
  for (const auto& violation : WrongWithTypes(named)) fields.push_back(violation.field);
  return fields;
}

TEST(WebhookTypesTest, WhatBecameOfOnePersonLeaves) {
  for (const char* type :
       {"participant.graduated", "enrolment.state_changed", "credential.issued", "credential.revoked",
        "career.promoted", "career.separated", "career.voided", "mentorship.started", "mentorship.ended"}) {
    EXPECT_TRUE(Leaves(type)) << type;
  }
}

TEST(WebhookTypesTest, NothingElseLeaves) {
  for (const char* type : {"participant.registered", "participant.updated", "participant.glass_broken",
                           "participant.opening_closed", "unit.changed", "attendance.recorded",
                           "assessment.resulted", "instructor.changed", "cohort.changed", "record.read",
                           "parked_event.replayed", "webhook.changed", "careers", ""}) {
    EXPECT_FALSE(Leaves(type)) << type;
  }
}

TEST(WebhookTypesTest, TypesAndGroupsMayBeNamed) {
  EXPECT_THAT(WrongOf({}), ElementsAre());
  EXPECT_THAT(
      WrongOf({"participant.graduated", "enrolment.*", "enrolment.state_changed", "credential.*",
               "credential.revoked", "career.*", "career.promoted", "mentorship.*", "mentorship.ended"}),
      ElementsAre());
}

TEST(WebhookTypesTest, TypesThatDoNotLeaveAreNamedAsWrong) {
  EXPECT_THAT(WrongOf({"career.*", "participant.*", "*", "career.", "", "participant.registered", "unit.*"}),
              ElementsAre("webhook.types[1]", "webhook.types[2]", "webhook.types[3]", "webhook.types[4]",
                          "webhook.types[5]", "webhook.types[6]"));
}

TEST(WebhookTypesTest, WithoutTypesItIsGraduationsCredentialsAndCareers) {
  const auto wanted = WantedTypes({});
  EXPECT_TRUE(events::IsOneOf("participant.graduated", wanted));
  EXPECT_TRUE(events::IsOneOf("credential.revoked", wanted));
  EXPECT_TRUE(events::IsOneOf("career.hired", wanted));
  EXPECT_FALSE(events::IsOneOf("enrolment.state_changed", wanted));
  EXPECT_FALSE(events::IsOneOf("mentorship.started", wanted));
  EXPECT_THAT(WantedTypes({"career.hired"}), ElementsAre("career.hired"));
}

}  // namespace
}  // namespace waymark::webhooks
