#include "services/courses/enrolment_draft.h"

#include <gmock/gmock.h>

namespace waymark::courses {
namespace {

using namespace waymark::vocabulary::v1;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;

constexpr const char* kToday = "2026-01-15";

v1::Enrolment Sent(EnrolmentState state, const char* enrolled_on, const char* state_on, bool historical) {
  v1::Enrolment enrolment;
  enrolment.set_state(state);
  enrolment.set_enrolled_on(enrolled_on);
  enrolment.set_state_on(state_on);
  enrolment.set_historical(historical);
  return enrolment;
}

TEST(EnrolmentDraftTest, WithoutStateAndDaysOneAppliesToday) {
  const auto drafted = Drafted({}, kToday);
  EXPECT_EQ(drafted.state(), ENROLMENT_STATE_APPLIED);
  EXPECT_EQ(drafted.state_on(), kToday);
  EXPECT_EQ(drafted.enrolled_on(), kToday);
  EXPECT_FALSE(drafted.ever_active());
  EXPECT_THAT(Check(drafted, kToday), IsEmpty());
}

TEST(EnrolmentDraftTest, WhatIsUnknownOfAPastRecordStaysUnknown) {
  const auto drafted = Drafted(Sent(ENROLMENT_STATE_WITHDRAWN, "", "", true), kToday);
  EXPECT_EQ(drafted.state_on(), "");
  EXPECT_EQ(drafted.enrolled_on(), "");
  EXPECT_EQ(drafted.exit_reason(), "Withdrawn");
  EXPECT_TRUE(drafted.ever_active());
  EXPECT_THAT(Check(drafted, kToday), IsEmpty());
}

TEST(EnrolmentDraftTest, APastRecordMayHaveEndedBeforeItWasActive) {
  for (int i = 1; i <= EnrolmentState_MAX; ++i) {
    const auto state = EnrolmentState(i);
    SCOPED_TRACE(StateName(state));
    auto sent = Sent(state, "", "", true);
    sent.set_ever_active(!EverActiveInPast(state));
    const auto drafted = Drafted(sent, kToday);
    EXPECT_EQ(drafted.ever_active(), sent.ever_active());
    const bool open = state == ENROLMENT_STATE_WITHDRAWN || state == ENROLMENT_STATE_TRANSFERRED ||
                      state == ENROLMENT_STATE_DECEASED;
    EXPECT_EQ(Check(drafted, kToday).empty(), open);
  }
}

TEST(EnrolmentDraftTest, WhetherOneThatBeginsIsActiveItsStateTells) {
  auto sent = Sent(ENROLMENT_STATE_APPLIED, "", "", false);
  sent.set_ever_active(true);
  EXPECT_FALSE(Drafted(sent, kToday).ever_active());
  EXPECT_THAT(Check(Drafted(sent, kToday), kToday), IsEmpty());
}

TEST(EnrolmentDraftTest, OnlyAPastRecordBeginsInALaterState) {
  for (int i = 1; i <= EnrolmentState_MAX; ++i) {
    const auto state = EnrolmentState(i);
    SCOPED_TRACE(StateName(state));
    EXPECT_EQ(Check(Drafted(Sent(state, "", "", false), kToday), kToday).empty(), MayBegin(state));
    EXPECT_THAT(Check(Drafted(Sent(state, "", "", true), kToday), kToday), IsEmpty());
  }
}

TEST(EnrolmentDraftTest, GraduationBeforeEnrolmentIsRefused) {
  const auto drafted = Drafted(Sent(ENROLMENT_STATE_GRADUATED, "2014-02-01", "2013-10-01", true), kToday);
  EXPECT_THAT(Check(drafted, kToday), ElementsAre(Field(&FieldViolation::field, "state_on")));
}

TEST(EnrolmentDraftTest, WhatCameToPassIsNotDatedLaterThanToday) {
  for (int i = 1; i <= EnrolmentState_MAX; ++i) {
    const auto state = EnrolmentState(i);
    SCOPED_TRACE(StateName(state));
    EXPECT_THAT(Check(Drafted(Sent(state, "", kToday, true), kToday), kToday), IsEmpty());
    EXPECT_EQ(Check(Drafted(Sent(state, "", "2026-01-16", true), kToday), kToday).empty(), !IsPast(state));
  }
}

TEST(EnrolmentDraftTest, AnEnrolmentInTheFutureIsActiveFromThenOn) {
  const auto drafted = Drafted(Sent(ENROLMENT_STATE_ACTIVE, "2026-02-01", "", false), kToday);
  EXPECT_EQ(drafted.state_on(), "2026-02-01");
  EXPECT_TRUE(drafted.ever_active());
}

TEST(EnrolmentDraftTest, AnExitReasonBelongsToAnEndAndIsAKnownWord) {
  EXPECT_EQ(WrongExitReason(ENROLMENT_STATE_ACTIVE, ""), "");
  EXPECT_NE(WrongExitReason(ENROLMENT_STATE_ACTIVE, "Dropout"), "");
  EXPECT_EQ(WrongExitReason(ENROLMENT_STATE_FAILED, "Dropout"), "");
  EXPECT_NE(WrongExitReason(ENROLMENT_STATE_FAILED, "was bored"), "");
}

TEST(EnrolmentDraftTest, AnAttributeIsGivenOnce) {
  v1::Enrolment sent;
  for (const char* key : {"age_band", "urban_rural", "age_band"}) sent.add_attributes()->set_key(key);
  EXPECT_THAT(Check(Drafted(sent, kToday), kToday),
              ElementsAre(Field(&FieldViolation::field, "attributes[2].key")));
}

}  // namespace
}  // namespace waymark::courses
