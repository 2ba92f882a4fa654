#include "services/courses/sql.h"

#include <gtest/gtest.h>

#include "services/common/db/connection.h"
#include "services/common/testing/postgres.h"
#include "services/courses/definition.h"

namespace waymark::courses {
namespace {

TEST(SqlTest, EveryStatementFitsTheSchema) {
  const auto definition = Definition();
  testing::TestDatabase database(definition.name, definition.migrations);
  db::Connection connection(database.app());
  for (const db::Query* query : sql::kAllQueries) {
    const std::string name(query->name);
    EXPECT_NO_THROW(connection.Execute("PREPARE " + name + " AS " + std::string(query->text))) << name;
  }
}

TEST(SqlTest, EveryTableOfAnOrganizationHasForcedRowSecurity) {
  const auto definition = Definition();
  testing::TestDatabase database(definition.name, definition.migrations);
  db::Connection owner(database.owner());
  const auto bare = owner.Execute(
      "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = "
      "'organization_id' WHERE c.relkind IN ('r', 'p') AND NOT (c.relrowsecurity AND c.relforcerowsecurity"
      " AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polwithcheck IS NOT NULL))");
  EXPECT_TRUE(bare.empty()) << bare[0].Text("relname");
}

}  // namespace
}  // namespace waymark::courses
