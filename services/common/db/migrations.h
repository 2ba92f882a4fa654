#pragma once

#include <span>
#include <string>
#include <string_view>

namespace waymark::db {

class Connection;

// A numbered, forward-only change of the schema: migrations/NNNN_what.sql.
struct Migration {
  std::string_view name;
  std::string_view sql;
};

// Brings a component (`common`, `participants`, …) of the database to its last
// migration, each in a transaction of its own, under an advisory lock. One that begins with
// `-- Beside writers` is not in a transaction, so that it can make an index CONCURRENTLY: to make it
// in one would hold up all who write to the table as long as that takes. Its
// statements are run one by one, from the first again where it did not come to its end. A
// migration that was applied with another text is an error: its hash is kept in
// schema_migration. Returns how many were applied. Needs the owner's role.
int Migrate(Connection& owner, std::string_view component, std::span<const Migration> migrations);

// An empty text when the database is at the last of `migrations`, else what is
// missing: services do not start on a schema that is not theirs.
std::string SchemaGap(Connection& connection, std::string_view component,
                      std::span<const Migration> migrations);

}  // namespace waymark::db
