#include "services/common/testing/schema.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

namespace waymark::testing {

std::span<const db::Migration> MigrationsBefore(std::span<const db::Migration> all, std::string_view name) {
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const db::Migration& migration) { return migration.name == name; });
  if (found == all.end()) throw std::invalid_argument("there is no migration " + std::string(name));
  return all.first(static_cast<size_t>(found - all.begin()));
}

void ExpectQueriesFit(const TestDatabase& database, std::span<const db::Query* const> queries) {
  db::Connection connection(database.app());
  for (const db::Query* query : queries) {
    EXPECT_NO_THROW(
        connection.Execute("PREPARE " + std::string(query->name) + " AS " + std::string(query->text)))
        << query->name << "\n"
        << query->text;
  }
}

void ExpectTablesAreOfOrganizations(const TestDatabase& database, const std::string& schema) {
  db::Connection admin(database.admin());
  const db::Rows tables = admin.Execute(
      "SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity"
      "   AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid) AS guarded, a.attstattarget = 0 AS "
      "equal"
      " FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
      " WHERE c.relkind = 'r' AND c.relnamespace = '" +
      schema + "'::regnamespace AND a.attname = 'organization_id'");
  EXPECT_GT(tables.size(), 3);
  for (const db::Row table : tables) {
    EXPECT_TRUE(table.Bool("guarded")) << table.Text("name") << " lacks forced row-level security";
    EXPECT_TRUE(table.Bool("equal")) << table.Text("name")
                                     << ": call keep_organizations_equal() in its migration";
  }
}

void ExpectChangesAreKept(const TestDatabase& database) {
  const db::Rows tables =
      db::Connection(database.admin())
          .Execute(
              "SELECT t AS name, (SELECT string_agg(p, ' ') FROM unnest(ARRAY['SELECT', 'INSERT', "
              "   'UPDATE', 'DELETE', 'TRUNCATE']) AS p WHERE has_table_privilege(r, t, p)) AS may"
              " FROM unnest(ARRAY['change', 'numbering', 'schema_migration']) AS t,"
              "   unnest(ARRAY['waymark_app', 'waymark_app_part']) AS r");
  for (const db::Row table : tables) {
    const bool recorded = table.Text("name") != "schema_migration";
    EXPECT_EQ(table.Text("may"), recorded ? "SELECT INSERT" : "SELECT") << table.Text("name");
  }
}

namespace {

// The tables that match a condition, and whether policies bind callers with a right to a
// part for each of the commands: r, w, d for reading, changing, deleting.
db::Rows BoundTables(const TestDatabase& database, const std::string& condition,
                     const std::string& commands) {
  return db::Connection(database.admin())
      .Execute(
          "SELECT c.relname AS name, bool_and(EXISTS ("
          "   SELECT FROM pg_policy p JOIN pg_roles r ON r.oid = ANY (p.polroles)"
          "   WHERE p.polrelid = c.oid AND NOT p.polpermissive AND r.rolname = 'waymark_app_part'"
          "     AND p.polcmd::text IN (needed.command, '*'))) AS guarded"
          " FROM pg_class c CROSS JOIN string_to_table('" +
          commands +
          "', NULL) AS needed(command)"
          " WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND " +
          condition + " GROUP BY c.relname");
}

// The condition that a table has a column.
std::string Has(const std::string& column) {
  return "EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = '" + column + "')";
}

}  // namespace

void ExpectPersonsAreReachedByUnit(const TestDatabase& database) {
  const db::Rows tables = BoundTables(database, Has("participant_id"), "rwd");
  EXPECT_GT(tables.size(), 0);
  for (const db::Row table : tables) {
    EXPECT_TRUE(table.Bool("guarded")) << table.Text("name") << ": call bind_to_reach() in a migration";
  }
}

void ExpectUnitsAreKeptByUnit(const TestDatabase& database) {
  const db::Rows tables = BoundTables(
      database, Has("unit_id") + " AND NOT " + Has("participant_id") + " AND c.relname NOT LIKE 'reach\\_%'",
      "w");
  EXPECT_GT(tables.size(), 0);
  for (const db::Row table : tables) {
    EXPECT_TRUE(table.Bool("guarded")) << table.Text("name") << ": call bind_to_units() in a migration";
  }
}

}  // namespace waymark::testing
