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

void ExpectPersonsAreReachedByUnit(const TestDatabase& database) {
  db::Connection admin(database.admin());
  // polcmd: r, w, d for reading, changing, deleting; * for all.
  const db::Rows tables = admin.Execute(
      "SELECT c.relname AS name, count(DISTINCT bound.command) = 3 AS guarded"
      " FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'participant_id'"
      " CROSS JOIN unnest(ARRAY['r', 'w', 'd']) AS needed(command)"
      " LEFT JOIN LATERAL ("
      "   SELECT needed.command FROM pg_policy p JOIN pg_roles r ON r.oid = ANY (p.polroles)"
      "   WHERE p.polrelid = c.oid AND NOT p.polpermissive AND r.rolname = 'waymark_app_part'"
      "     AND p.polcmd::text IN (needed.command, '*')) AS bound ON true"
      " WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace"
      " GROUP BY c.relname");
  EXPECT_GT(tables.size(), 1);
  for (const db::Row table : tables) {
    EXPECT_TRUE(table.Bool("guarded")) << table.Text("name") << ": call bind_to_reach() in a migration";
  }
}

}  // namespace waymark::testing
