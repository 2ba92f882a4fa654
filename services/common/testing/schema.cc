#include "services/common/testing/schema.h"

#include <gtest/gtest.h>

namespace waymark::testing {

void ExpectQueriesFit(const TestDatabase& database, std::span<const db::Query* const> queries) {
  db::Connection connection(database.app());
  for (const db::Query* query : queries) {
    EXPECT_NO_THROW(
        connection.Execute("PREPARE " + std::string(query->name) + " AS " + std::string(query->text)))
        << query->name << "\n"
        << query->text;
  }
}

void ExpectTablesAreOfOrganizations(const TestDatabase& database) {
  db::Connection admin(database.admin());
  const db::Rows tables = admin.Execute(
      "SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity"
      "   AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid) AS guarded, a.attstattarget = 0 AS "
      "equal"
      " FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
      " WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.attname = 'organization_id'");
  EXPECT_GT(tables.size(), 3);
  for (const db::Row table : tables) {
    EXPECT_TRUE(table.Bool("guarded")) << table.Text("name") << " lacks forced row-level security";
    EXPECT_TRUE(table.Bool("equal")) << table.Text("name")
                                     << ": call keep_organizations_equal() in its migration";
  }
}

}  // namespace waymark::testing
