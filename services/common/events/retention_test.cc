#include "services/common/events/retention.h"

#include <gtest/gtest.h>

#include "services/common/events/event_test_support.h"
#include "services/common/events/migrations.h"
#include "services/common/testing/postgres.h"

namespace waymark::events {
namespace {

TEST(RequestRetention, DeletesWhatIsOldOfEveryOrganizationAndKeepsTheRest) {
  testing::TestDatabase database("events", {});
  db::Connection admin(database.admin());
  // More than one batch.
  admin.Execute(
      "SELECT set_config('waymark.organization', 'asp', false);"
      "INSERT INTO request SELECT 'asp', 'm', i::text, gen_random_uuid(), '', now() - interval '73 hours'"
      "  FROM generate_series(1, 1500) AS i;"
      "INSERT INTO request VALUES ('asp', 'm', 'young', gen_random_uuid(), '', now() - interval '71 hours')");
  admin.Execute(
      "SELECT set_config('waymark.organization', 'ou', false);"
      "INSERT INTO request VALUES ('ou', 'm', 'old', gen_random_uuid(), '', now() - interval '73 hours')");
  const RequestRetention retention("events", database.app(), SystemClock());
  admin.Execute("SELECT set_config('waymark.organization', '*', false)");
  EXPECT_TRUE(
      Eventually([&] { return admin.Execute("SELECT count(*) AS n FROM request")[0].Int("n") == 1; }));
  EXPECT_EQ(admin.Execute("SELECT request_id FROM request")[0].Text("request_id"), "young");
}

// However many there are.
TEST(RequestRetention, FindsTheOldestByAnIndex) {
  testing::TestDatabase database("events", {});
  db::Connection admin(database.admin());
  admin.Execute(
      "INSERT INTO request SELECT 'asp', 'm', i::text, gen_random_uuid(), '', now() - i * interval '1 second'"
      "  FROM generate_series(1, 50000) AS i; ANALYZE request");
  std::string plan;
  admin.Execute("PREPARE old AS " + std::string(sql::kDeleteOldRequests.text));
  for (const db::Row row :
       admin.Execute("EXPLAIN EXECUTE old ('" + FormatTime(SystemClock().Now()) + "', 1000)")) {
    plan += row.Text("QUERY PLAN") + "\n";
  }
  EXPECT_NE(plan.find("request_received_at"), std::string::npos) << plan;
}

}  // namespace
}  // namespace waymark::events
