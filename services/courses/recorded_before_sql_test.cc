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

}  // namespace
}  // namespace waymark::courses
