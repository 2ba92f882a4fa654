#include "services/participants/sql.h"

#include <gtest/gtest.h>

#include "services/common/testing/postgres.h"
#include "services/participants/migrations.h"

namespace waymark::participants {
namespace {

TEST(SqlTest, EveryQueryFitsTheSchema) {
  testing::TestDatabase database("participants", kMigrations);
  db::Connection connection(database.app());
  for (const db::Query* query : sql::kAllQueries) {
    EXPECT_NO_THROW(
        connection.Execute("PREPARE " + std::string(query->name) + " AS " + std::string(query->text)))
        << query->name << "\n"
        << query->text;
  }
}

}  // namespace
}  // namespace waymark::participants
