#include "services/common/events/outcome_types.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/common/events/feed.h"

namespace waymark::events {
namespace {

using ::testing::ElementsAre;

TEST(OutcomeTypesTest, WhatBecameOfOnePersonIsOne) {
  for (const char* type :
       {"participant.graduated", "enrolment.state_changed", "credential.issued", "credential.revoked",
        "career.promoted", "career.separated", "career.voided", "mentorship.started", "mentorship.ended"}) {
    EXPECT_TRUE(IsOutcome(type)) << type;
  }
}

TEST(OutcomeTypesTest, NothingElseIsOne) {
  for (const char* type : {"participant.registered", "participant.updated", "participant.glass_broken",
                           "participant.opening_closed", "unit.changed", "attendance.recorded",
                           "assessment.resulted", "instructor.changed", "cohort.changed", "record.read",
                           "parked_event.replayed", "webhook.changed", "careers", ""}) {
    EXPECT_FALSE(IsOutcome(type)) << type;
  }
}

TEST(OutcomeTypesTest, GroupsOfThemAreToo) {
  for (const char* group : {"enrolment.*", "credential.*", "career.*", "mentorship.*"}) {
    EXPECT_TRUE(IsOutcome(group)) << group;
  }
  for (const char* group : {"participant.*", "*", ".*", "career.", "unit.*"}) {
    EXPECT_FALSE(IsOutcome(group)) << group;
  }
}

TEST(OutcomeTypesTest, WithoutTypesItIsGraduationsCredentialsAndCareers) {
  const auto wanted = WantedOutcomes({});
  EXPECT_TRUE(IsOneOf("participant.graduated", wanted));
  EXPECT_TRUE(IsOneOf("credential.revoked", wanted));
  EXPECT_TRUE(IsOneOf("career.hired", wanted));
  EXPECT_FALSE(IsOneOf("enrolment.state_changed", wanted));
  EXPECT_FALSE(IsOneOf("mentorship.started", wanted));
  EXPECT_THAT(WantedOutcomes({"career.hired"}), ElementsAre("career.hired"));
}

}  // namespace
}  // namespace waymark::events
