// What the migration of careers as recorded makes of the events that were there.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/common/testing/postgres.h"
#include "services/common/testing/schema.h"
#include "services/progression/migrations.h"

namespace waymark::progression {
namespace {

using ::testing::ElementsAre;

TEST(RecordedCareersSqlTest, EventsTakeOverWhatTheirPostSaysAndTheOrderOfTheFirst) {
  const testing::TestDatabase database("progression",
                                       testing::MigrationsBefore(kMigrations, "0008_careers_as_recorded"));
  db::Connection admin(database.admin());
  const auto id = [](int number) {
    return "('00000000-0000-0000-0000-00000000000' || " + std::to_string(number) + ")::uuid";
  };
  for (const int post : {1, 2}) {
    admin.Execute(
        "INSERT INTO post (organization_id, post_id, title, command, content_digest, version, create_time, "
        "update_time) VALUES ('asp', " +
        id(post) + ", 'Post', " + (post == 1 ? "true" : "false") + ", " + id(post) + ", 1, now(), now())");
  }
  // 3 supersedes 2, which supersedes 1; 4 has another post, 5 none.
  const auto record = [&](int number, const std::string& post, const std::string& supersedes) {
    admin.Execute(
        "INSERT INTO career_event (organization_id, career_event_id, participant_id, type, post_id, "
        "effective_on, "
        "supersedes_id, place, type_derived, automatic, content_digest, create_time) VALUES ('asp', " +
        id(number) + ", " + id(9) + ", 3, " + post + ", '2020-01-01', " + supersedes + ", 1, false, false, " +
        id(number) + ", now())");
  };
  record(1, id(1), "NULL");
  record(2, id(1), id(1));
  record(3, id(1), id(2));
  record(4, id(2), "NULL");
  record(5, "NULL", "NULL");
  db::Connection owner(database.owner());
  db::Migrate(owner, "progression", kMigrations);
  std::vector<std::string> events;
  for (const db::Row row : admin.Execute(
           "SELECT concat_ws(' ', right(career_event_id::text, 1), coalesce(command_post::text, '-'), "
           "coalesce(right(order_id::text, 1), '-')) AS event FROM career_event ORDER BY career_event_id"))
    events.push_back(row.Text("event"));
  EXPECT_THAT(events, ElementsAre("1 true -", "2 true 1", "3 true 1", "4 false -", "5 - -"));
}

}  // namespace
}  // namespace waymark::progression
