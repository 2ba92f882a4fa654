#include "services/common/db/migrations.h"

#include <chrono>
#include <map>
#include <thread>
#include <vector>

#include "services/common/base/ids.h"
#include "services/common/base/log.h"
#include "services/common/db/connection.h"
#include "services/common/status/error.h"

namespace waymark::db {
namespace {

std::string Quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? "''" : std::string(1, c);
  return out + "'";
}

std::map<std::string, std::string> Applied(Connection& connection, std::string_view component) {
  std::map<std::string, std::string> hashes;
  if (connection.Execute("SELECT to_regclass('schema_migration') AS t")[0].IsNull("t")) return hashes;
  for (const Row row : connection.Execute("SELECT name, sha256 FROM schema_migration WHERE component = " +
                                          Quoted(component))) {
    hashes[row.Text("name")] = row.Text("sha256");
  }
  return hashes;
}

constexpr std::string_view kBesideWriters = "-- Beside writers";

// They end with a line.
std::vector<std::string_view> StatementsOf(std::string_view sql) {
  constexpr std::string_view kEnd = ";\n";
  std::vector<std::string_view> statements;
  for (auto end = sql.find(kEnd); end != std::string_view::npos; end = sql.find(kEnd)) {
    statements.push_back(sql.substr(0, end));
    sql.remove_prefix(end + kEnd.size());
  }
  return statements;
}

// One at a time: a second migrator waits here and then finds nothing to do. It asks again and
// again: while it waited in a statement, an index that is made CONCURRENTLY would wait for it.
void TakeTurn(Connection& owner) {
  owner.Execute("SET lock_timeout = 0");
  while (
      !owner.Execute("SELECT pg_try_advisory_lock(hashtext('waymark.migrate')) AS taken")[0].Bool("taken")) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
}

void Apply(Connection& owner, const Migration& migration, const std::string& record) {
  if (!migration.sql.starts_with(kBesideWriters)) {
    // A simple query of several statements is one transaction.
    owner.Execute("BEGIN;" + std::string(migration.sql) + ";" + record + ";COMMIT");
    return;
  }
  for (const std::string_view statement : StatementsOf(migration.sql)) owner.Execute(statement);
  owner.Execute(record);
}

constexpr std::string_view kTable =
    "CREATE TABLE IF NOT EXISTS schema_migration ("
    " component text NOT NULL, name text NOT NULL, sha256 text NOT NULL,"
    " applied_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (component, name));"
    "DO $$ BEGIN EXECUTE format('GRANT SELECT ON schema_migration TO %I', "
    "current_setting('waymark.app_role')); END $$";

}  // namespace

int Migrate(Connection& owner, std::string_view component, std::span<const Migration> migrations) {
  TakeTurn(owner);
  owner.Execute(kTable);
  const auto applied = Applied(owner, component);
  int count = 0;
  for (const Migration& migration : migrations) {
    const std::string hash = Hex(Sha256(migration.sql));
    if (const auto known = applied.find(std::string(migration.name)); known != applied.end()) {
      if (known->second == hash) continue;
      throw FailedPrecondition("MIGRATION_CHANGED",
                               "migration " + std::string(component) + "/" + std::string(migration.name) +
                                   " was changed after it was applied; add a new one instead");
    }
    Apply(owner, migration,
          "INSERT INTO schema_migration (component, name, sha256) VALUES (" + Quoted(component) + "," +
              Quoted(migration.name) + "," + Quoted(hash) + ")");
    Log(LogLevel::kInfo, "migration applied", {{"component", component}, {"name", migration.name}});
    ++count;
  }
  owner.Execute("SELECT pg_advisory_unlock(hashtext('waymark.migrate'))");
  return count;
}

std::string SchemaGap(Connection& connection, std::string_view component,
                      std::span<const Migration> migrations) {
  const auto applied = Applied(connection, component);
  for (const Migration& migration : migrations) {
    const auto known = applied.find(std::string(migration.name));
    const std::string name = std::string(component) + "/" + std::string(migration.name);
    if (known == applied.end()) return "migration " + name + " is missing";
    if (known->second != Hex(Sha256(migration.sql)))
      return "migration " + name + " was applied with another text";
  }
  return "";
}

}  // namespace waymark::db
