// What the migration of promotions to posts of command makes of the careers that were there.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/common/testing/postgres.h"
#include "services/common/testing/schema.h"
#include "services/evaluation/event_makers.h"
#include "services/evaluation/migrations.h"

namespace waymark::evaluation {
namespace {

using ::testing::ElementsAre;

TEST(CommandSqlTest, PromotionsToPostsOfCommandAreAppointmentsToThem) {
  const testing::TestDatabase database("evaluation",
                                       testing::MigrationsBefore(kMigrations, "0004_command_and_today"));
  db::Connection admin(database.admin());
  const auto fact = [&](int career, int person, int type, const std::string& day, bool command_post) {
    admin.Execute("INSERT INTO career_fact VALUES ('asp', '" + CareerId(career) + "', '" + PersonId(person) +
                  "', " + std::to_string(type) + ", '" + day + "', false, " +
                  (command_post ? "true" : "false") + ", NULL, false)");
  };
  fact(1, 1, 2, "2021-01-01", true);
  fact(2, 2, 2, "2021-01-01", false);
  fact(3, 3, 2, "2021-01-01", true);
  fact(4, 3, 3, "2022-01-01", true);
  for (const int person : {1, 2, 3}) {
    admin.Execute(
        "INSERT INTO person_career (organization_id, person_id, promoted_on, command_appointed_on) VALUES "
        "('asp', '" +
        PersonId(person) + "', '2021-01-01', " + (person == 3 ? "'2022-01-01'" : "NULL") + ")");
  }
  db::Connection owner(database.owner());
  db::Migrate(owner, "evaluation", kMigrations);
  std::vector<std::string> days;
  for (const db::Row row :
       admin.Execute("SELECT coalesce(command_appointed_on::text, '-') AS day FROM person_career "
                     "ORDER BY person_id"))
    days.push_back(row.Text("day"));
  EXPECT_THAT(days, ElementsAre("2021-01-01", "-", "2022-01-01"));
}

}  // namespace
}  // namespace waymark::evaluation
