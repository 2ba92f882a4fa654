#include "services/progression/sql.h"

#include <gtest/gtest.h>

#include "services/common/testing/postgres.h"
#include "services/progression/migrations.h"

namespace waymark::progression {
namespace {

TEST(SqlTest, EveryQueryFitsTheSchema) {
  testing::TestDatabase database("progression", kMigrations);
  db::Connection connection(database.app());
  for (const db::Query* query : sql::kAllQueries) {
    EXPECT_NO_THROW(
        connection.Execute("PREPARE " + std::string(query->name) + " AS " + std::string(query->text)))
        << query->name << "\n"
        << query->text;
  }
}

}  // namespace
}  // namespace waymark::progression
