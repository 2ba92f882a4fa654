#include "services/access/recorded_values.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace waymark::access {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using waymark::events::v1::AuditRecord;

// `field: before > after` of each change, once told.
std::vector<std::string> Told(AuditRecord record) {
  TellRecorded(record);
  EXPECT_EQ(record.recorded_case(), AuditRecord::RECORDED_NOT_SET);
  std::vector<std::string> told;
  for (const auto& change : record.diff().changes()) {
    EXPECT_FALSE(change.withheld());
    told.push_back(change.field() + ": " + (change.has_before() ? change.before() + " > " : "") +
                   change.after());
  }
  return told;
}

void AddAttendance(AuditRecord& record, const std::string& person, int minutes) {
  auto& entry = *record.mutable_attendance_recorded()->add_entries();
  entry.set_participant_id(person);
  entry.set_code(waymark::vocabulary::v1::ATTENDANCE_CODE_PRESENT);
  entry.set_minutes(minutes);
}

TEST(RecordedValuesTest, AttendancesAreToldByPerson) {
  AuditRecord record;
  AddAttendance(record, "a", 45);
  AddAttendance(record, "b", 0);
  EXPECT_THAT(Told(record),
              ElementsAre("participants/a.code: ATTENDANCE_CODE_PRESENT", "participants/a.minutes: 45",
                          "participants/b.code: ATTENDANCE_CODE_PRESENT"));
}

TEST(RecordedValuesTest, ResultsAreToldByPersonAndAttempt) {
  AuditRecord record;
  auto& entry = *record.mutable_assessment_resulted()->add_entries();
  entry.set_participant_id("a");
  entry.set_attempt(2);
  entry.set_score(61.5);
  entry.set_passed(true);
  entry.set_assessed_on("2026-01-31");
  EXPECT_THAT(Told(record), ElementsAre("participants/a.attempts/2.score: 61.500000",
                                        "participants/a.attempts/2.passed: true",
                                        "participants/a.attempts/2.assessed_on: 2026-01-31"));
}

TEST(RecordedValuesTest, WhatWasCorrectedIsToldAsTheCorrectionAlone) {
  AuditRecord record;
  auto& corrected = *record.mutable_diff()->add_changes();
  corrected.set_field("participants/b.minutes");
  corrected.set_before("10");
  corrected.set_after("45");
  AddAttendance(record, "a", 0);
  AddAttendance(record, "b", 45);
  EXPECT_THAT(Told(record),
              ElementsAre("participants/b.minutes: 10 > 45", "participants/a.code: ATTENDANCE_CODE_PRESENT"));
}

TEST(RecordedValuesTest, OtherRecordsStayAsTheyAre) {
  AuditRecord record;
  EXPECT_THAT(Told(record), IsEmpty());
  EXPECT_FALSE(record.has_diff());
}

}  // namespace
}  // namespace waymark::access
