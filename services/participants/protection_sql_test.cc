// The migration finds the protected among the persons recorded before it as the rule
// does.
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "services/common/testing/postgres.h"
#include "services/common/testing/schema.h"
#include "services/participants/migrations.h"
#include "services/participants/protection.h"

namespace waymark::participants {
namespace {

std::map<std::string, std::string> ProtectedBeforeByMigration(const std::vector<std::string>& birth_dates) {
  testing::TestDatabase database("participants", testing::MigrationsBefore(kMigrations, "0007_protection"));
  db::Connection admin(database.admin());
  for (const auto& birth_date : birth_dates) {
    admin.Execute(
        "INSERT INTO participant (organization_id, participant_id, display_name, sex, birth_date, state,"
        " content_digest, version, create_time, update_time) VALUES ('asp', gen_random_uuid(), 'One', 0, '" +
        birth_date + "', 1, gen_random_uuid(), 1, now(), now())");
  }
  db::Connection owner(database.owner());
  db::Migrate(owner, "participants", kMigrations);
  std::map<std::string, std::string> found;
  for (const db::Row row : admin.Execute("SELECT birth_date, protected_before FROM participant"))
    found[row.Text("birth_date")] = row.Text("protected_before");
  return found;
}

TEST(ProtectionSqlTest, PersonsRecordedBeforeAreProtectedByTheSameRule) {
  const std::string today = FormatDay(SystemClock().Now());
  const int year = std::stoi(today.substr(0, 4));
  std::vector<std::string> birth_dates = {"2024-02-29", "2024-02-29~", "2024-02", "2023-02~", "1950"};
  for (int age = 16; age <= 20; ++age) {
    const std::string born = std::to_string(year - age);
    for (const std::string& rest : {std::string(), today.substr(4, 3), std::string("-12"),
                                    std::string("-01-01"), std::string("-12-31"), today.substr(4, 6)}) {
      if (rest == "-02-29") continue;
      birth_dates.push_back(born + rest);
      birth_dates.push_back(born + rest + "~");
    }
  }
  const auto found = ProtectedBeforeByMigration(birth_dates);
  EXPECT_GT(found.size(), 30u);
  for (const auto& [birth_date, protected_before] : found) {
    v1::Participant participant;
    participant.set_birth_date(birth_date);
    EXPECT_EQ(protected_before, ProtectedBefore(participant, today)) << birth_date;
  }
}

}  // namespace
}  // namespace waymark::participants
