// What the migrations make of records that were there before them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "services/common/testing/postgres.h"
#include "services/common/testing/schema.h"
#include "services/courses/migrations.h"
#include "waymark/events/v1/events.pb.h"

namespace waymark::courses {
namespace {

using ::testing::ElementsAre;

// `…0a` for "a"
std::string Id(const std::string& last) {
  return "00000000-0000-7000-8000-0000000000" + std::string(2 - last.size(), '0') + last;
}

class RecordedBeforeSqlTest : public ::testing::Test {
 protected:
  explicit RecordedBeforeSqlTest(const std::string& migration)
      : database_("courses", testing::MigrationsBefore(kMigrations, migration)) {}

  void Migrate() {
    db::Connection owner(database_.owner());
    db::Migrate(owner, "courses", kMigrations);
  }
  // An enrolment that took part; `enrolled_on` is a day or empty.
  void Enrol(const std::string& id, const std::string& person, const std::string& cohort,
             const std::string& enrolled_on, int version = 1) {
    admin_.Execute(
        "INSERT INTO enrolment (organization_id, enrolment_id, participant_id, cohort_id, content_digest,"
        " create_time, update_time, enrolled_on, version, state, historical, ever_active, graduated)"
        " VALUES ('asp', '" +
        Id(id) + "', '" + Id(person) + "', '" + Id(cohort) + "', gen_random_uuid(), now(), now(), nullif('" +
        enrolled_on + "', '')::date, " + std::to_string(version) + ", 5, false, true, false)");
  }
  // Each row as one text.
  std::vector<std::string> Read(const std::string& columns, const std::string& rest) {
    std::vector<std::string> found;
    for (const db::Row row : admin_.Execute("SELECT concat_ws(' ', " + columns + ") AS found FROM " + rest))
      found.push_back(row.Text("found"));
    return found;
  }

  testing::TestDatabase database_;
  db::Connection admin_{database_.admin()};
};

class RecordedAsPastSqlTest : public RecordedBeforeSqlTest {
 protected:
  RecordedAsPastSqlTest() : RecordedBeforeSqlTest("0010_recorded_as_past") {}

  // The event by which an enrolment came into being.
  void AddEvent(const std::string& enrolment, bool historical) {
    events::v1::Event event;
    event.set_aggregate_version(1);
    auto& changed = *event.mutable_enrolment_state_changed();
    changed.set_enrolment_id(Id(enrolment));
    changed.set_exit_reason("Transferred");
    changed.set_historical(historical);
    changed.set_ever_active(true);
    std::string hex;
    for (const unsigned char byte : event.SerializeAsString()) {
      char digits[3];
      std::snprintf(digits, sizeof digits, "%02x", byte);
      hex += digits;
    }
    admin_.Execute(
        "INSERT INTO change (organization_id, event_id, aggregate, aggregate_version, type, payload, actor,"
        " purpose, method, traceparent, occurred_at, recorded_at) VALUES ('asp', gen_random_uuid(),"
        " 'enrolments/" +
        Id(enrolment) + "', 1, 'enrolment.state_changed', '\\x" + hex + "', '', '', '', '', now(), now())");
  }
};

TEST_F(RecordedAsPastSqlTest, WhatWasAPastRecordOnceIsFoundByItsFirstEvent) {
  Enrol("1", "a", "c", "", 2);
  AddEvent("1", true);
  Enrol("2", "b", "c", "", 2);
  AddEvent("2", false);
  Migrate();
  EXPECT_THAT(Read("right(enrolment_id::text, 1), recorded_as_past", "enrolment ORDER BY enrolment_id"),
              ElementsAre("1 t", "2"));
}

class ResultsOfRunsSqlTest : public RecordedBeforeSqlTest {
 protected:
  // The course has an assessment (1) of all cohorts and one (2) of the cohort c3.
  ResultsOfRunsSqlTest() : RecordedBeforeSqlTest("0011_results_of_runs") {
    admin_.Execute(
        "INSERT INTO course (organization_id, course_id, title, course_version, planned_hours,"
        " planned_sessions, content_digest, version, create_time, update_time) VALUES ('asp', '" +
        Id("0") + "', 'One', 1, 0, 0, gen_random_uuid(), 1, now(), now())");
    admin_.Execute("INSERT INTO course_version VALUES ('asp', '" + Id("0") +
                   "', 1, 0, 0, '[]', NULL, 0, now())");
    for (const std::string cohort : {"c3", "c5"}) {
      admin_.Execute(
          "INSERT INTO cohort (organization_id, cohort_id, course_id, course_version, starts_on, capacity,"
          " state, content_digest, version, create_time, update_time) VALUES ('asp', '" +
          Id(cohort) + "', '" + Id("0") + "', 1, '202" + cohort[1] +
          "-01-09', 0, 3, gen_random_uuid(), 1, now(), now())");
    }
    Assess("1", "NULL");
    Assess("2", "'" + Id("c3") + "'");
  }

  void Assess(const std::string& id, const std::string& cohort) {
    admin_.Execute(
        "INSERT INTO assessment (organization_id, assessment_id, course_id, cohort_id, kind, max_score,"
        " pass_score, weight, attempts_allowed, content_digest, version, create_time, update_time) VALUES"
        " ('asp', '" +
        Id(id) + "', '" + Id("0") + "', " + cohort +
        ", 1, 100, 0, 1, 0, gen_random_uuid(), 1, now(), now())");
  }
  // As the program before the migration records it.
  void Record(const std::string& assessment, const std::string& person, int attempt,
              const std::string& assessed_on) {
    admin_.Execute(
        "INSERT INTO result (organization_id, assessment_id, participant_id, attempt, score, passed,"
        " assessed_on, version, create_time, update_time) VALUES ('asp', '" +
        Id(assessment) + "', '" + Id(person) + "', " + std::to_string(attempt) + ", 50, true, nullif('" +
        assessed_on + "', '')::date, 1, now(), now())");
  }
  // Assessment, person, attempt and the end of the cohort.
  std::vector<std::string> Results() {
    return Read(
        "right(assessment_id::text, 1), right(participant_id::text, 1), attempt, right(cohort_id::text, 2)",
        "result ORDER BY assessment_id, participant_id, attempt");
  }
};

TEST_F(ResultsOfRunsSqlTest, EachIsOfTheRunOfTheEnrolmentByThen) {
  Enrol("1", "a", "c3", "2023-02-01");
  Enrol("2", "a", "c5", "");
  Record("1", "a", 1, "2024-12-31");
  Record("1", "a", 2, "2025-01-09");
  Record("1", "a", 3, "2020-01-01");
  Record("1", "a", 4, "");
  Record("2", "a", 1, "2025-06-01");
  Record("1", "b", 1, "2025-06-01");
  Migrate();
  EXPECT_THAT(Results(), ElementsAre("1 a 1 c3", "1 a 2 c5", "1 a 3 c3", "1 a 4 c3", "1 b 1", "2 a 1 c3"));
}

TEST_F(ResultsOfRunsSqlTest, TheProgramBeforeGoesOnRecordingThem) {
  Enrol("1", "a", "c5", "2025-02-01");
  Migrate();
  Record("1", "a", 1, "2025-06-01");
  Record("2", "a", 1, "2025-06-01");
  Record("1", "b", 1, "2025-06-01");
  EXPECT_THAT(Results(), ElementsAre("1 a 1 c5", "1 b 1", "2 a 1 c3"));
  EXPECT_ANY_THROW(Record("1", "a", 1, "2025-06-02"));
  EXPECT_ANY_THROW(Record("1", "b", 1, "2025-06-02"));
}

}  // namespace
}  // namespace waymark::courses
