#include "services/evaluation/sql.h"

#include <gtest/gtest.h>

#include "services/common/testing/postgres.h"
#include "services/evaluation/migrations.h"

namespace waymark::evaluation {
namespace {

TEST(SqlTest, EveryQueryFitsTheSchema) {
  testing::TestDatabase database("evaluation", kMigrations);
  db::Connection connection(database.app());
  for (const db::Query* query : sql::kAllQueries) {
    EXPECT_NO_THROW(
        connection.Execute("PREPARE " + std::string(query->name) + " AS " + std::string(query->text)))
        << query->name << "\n"
        << query->text;
  }
}

}  // namespace
}  // namespace waymark::evaluation
